import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

type Described = { id: string; "aria-describedby"?: string | undefined; "aria-invalid"?: true | undefined };

/** A label, its control, its hint and its error, tied together. */
export function Field(props: {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: (tied: Described) => ComponentChildren;
}) {
  const id = useId();
  const { label, hint, error, children } = props;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
