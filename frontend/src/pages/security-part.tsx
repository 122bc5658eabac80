import type { ComponentChildren } from "preact";
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
      <div role="alert">{shown && <p class="error">{refusal.value?.message}</p>}</div>
    </section>
  );
}
