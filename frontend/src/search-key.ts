import { go } from "./router";
import { viewer } from "./viewer";

/** The key "/" leads to the field one searches with, unless one is writing. */
export function startSearchKey(): void {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !viewer.value) return;
    if (event.defaultPrevented || isWriting(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>("[data-search]");
    if (field) field.select();
    else go("/szukaj");
  });
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}
