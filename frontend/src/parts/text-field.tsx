import type { ComponentChildren } from "preact";
import { Field } from "./field";

type Props = {
  label: string;
  value: string;
  change: (value: string) => void;
  hint?: ComponentChildren;
  error?: string | undefined;
  type?: "text" | "email";
  autocomplete?: "name" | "email" | "organization-title" | "off";
  list?: string;
  rows?: number;
};

/** One line of text, or several. */
export function TextField({
  label,
  value,
  change,
  hint,
  error,
  type = "text",
  autocomplete,
  list,
  rows,
}: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) =>
        rows ? (
          <textarea
            {...tied}
            rows={rows}
            value={value}
            onInput={(event) => change(event.currentTarget.value)}
          />
        ) : (
          <input
            {...tied}
            type={type}
            list={list}
            autocomplete={autocomplete ?? "off"}
            value={value}
            onInput={(event) => change(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
