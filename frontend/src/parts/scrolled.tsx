import type { ComponentChildren } from "preact";

/** What is wider than a phone: it scrolls by itself, by the keyboard too. */
export function Scrolled({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus it could not be scrolled by keyboard
    <section class="scrolled" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
