import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Present } from "../presence";
import { words } from "../words";
import { Face } from "./byline";

type Props = { people: ReadonlySignal<Present[]> };

/** Who reads the same now, for the margin. */
export function HereNow({ people }: Props) {
  if (people.value.length === 0) return null;
  return (
    <section class="note">
      <h2>{words.value.presence.here}</h2>
      <ul class="faces">
        {people.value.map(({ person }) => (
          <li key={person.id}>
            <Face name={person.name} id={person.id} />
            <span>{person.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Screen readers hear that somebody writes once in such a time, and never that they stopped. */
const QUIET = 30_000;

export function Typing({ people }: Props) {
  const names = people.value.filter((one) => one.isTyping).map((one) => one.person.name);
  const text = names.length > 0 ? words.value.presence.typing(names) : "";
  const said = useSignal("");
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!text) said.value = "";
    if (!text || performance.now() - saidAt.current < QUIET) return;
    saidAt.current = performance.now();
    said.value = text;
  }, [text, said]);
  return (
    <>
      {text && (
        <p class="typing" aria-hidden="true">
          {text}
        </p>
      )}
      <p class="unseen" role="status">
        {said.value}
      </p>
    </>
  );
}
