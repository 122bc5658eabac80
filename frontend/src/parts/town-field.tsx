import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { joiningWords } from "../words/joining";
import { type Kept, kept, TextField } from "./text-field";

const Towns = graphql(`
  query Towns { towns }
`);

const towns = signal<string[]>([]);

type Props = { label?: string; hint?: ComponentChildren; error?: string | undefined } & Kept<string>;

/** A city by its name, with the names of all towns to choose from; the server tells when it knows none of that name. */
export function TownField({ label, hint, error, ...props }: Props) {
  const w = joiningWords.value;
  const id = useId();
  useEffect(() => {
    if (towns.peek().length > 0) return;
    ask(Towns)
      .then((answer) => {
        towns.value = answer.towns;
      })
      .catch(() => {});
  }, []);
  const { value, change } = kept(props);
  const near = value.trim() ? towns.value : [];
  return (
    <>
      <TextField
        label={label ?? w.city}
        value={value}
        change={change}
        hint={hint ?? w.cityHint}
        error={error}
        list={id}
      />
      <datalist id={id}>
        {near.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
