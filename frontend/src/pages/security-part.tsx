import type { ComponentChildren } from "preact";
import { Refused } from "../parts/form";
import type { Doing } from "./security-doing";

/** A part of the page with what was last done in it. */
export function Part(props: { title: string; doing: Doing; children: ComponentChildren }) {
  const { refusal, said, heading } = props.doing;
  const shown = refusal.value && !refusal.value.field?.endsWith("assword");
  return (
    <section class="part">
      <h2 ref={heading} tabIndex={-1}>
        {props.title}
      </h2>
      {props.children}
      <p class="done" role="status">
        {said.value}
      </p>
      <Refused text={shown ? refusal.value?.message : undefined} />
    </section>
  );
}
