import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Field } from "./field";

type Named = { label: string; hint?: ComponentChildren; error?: string | undefined };
export type Kept<T> = { bound: Signal<T> } | { value: T; change: (value: T) => void };

type Control = {
  type?: "text" | "email" | "tel" | "number" | "password" | "date" | "datetime-local";
  autocomplete?:
    | "name"
    | "email"
    | "tel"
    | "organization-title"
    | "username"
    | "off"
    | "current-password"
    | "new-password";
  list?: string;
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  rows?: number;
  required?: boolean;
};

/** One line of text, or several: kept by the signal it is bound to, or by who hears of its change. */
export function TextField({ label, hint, error, ...props }: Named & Kept<string> & Control) {
  const { rows, type = "text", autocomplete = "off", list, maxLength, min, max, required } = props;
  const { value, change } = kept(props);
  const onInput = (event: { currentTarget: { value: string } }) => change(event.currentTarget.value);
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) =>
        rows ? (
          <textarea {...tied} {...{ rows, maxLength, value, onInput }} />
        ) : (
          <input
            {...tied}
            type={type as "text"}
            {...{ autocomplete, list, maxLength, min, max, required, value, onInput }}
          />
        )
      }
    </Field>
  );
}

type Among<T> = { among: readonly (readonly [T, string])[] };

/** One of several, by name. */
export function SelectField<T extends string>({
  label,
  hint,
  error,
  among,
  ...props
}: Named & Kept<T> & Among<T>) {
  const { value, change } = kept(props);
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => change(event.currentTarget.value as T)}>
          {among.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function kept<T>(props: Kept<T>) {
  if (!("bound" in props)) return props;
  const { bound } = props;
  const change = (value: T) => {
    bound.value = value;
  };
  return { value: bound.value, change };
}
