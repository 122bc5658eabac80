import { words } from "../words";

export const BODY_LIMIT = 50_000;
export const TITLE_LIMIT = 200;

/** Characters as the server counts them, so that an emoji is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

export function bodyError(body: string): string | undefined {
  const w = words.value.composer;
  if (!body.trim()) return w.empty;
  const over = lengthOf(body) - BODY_LIMIT;
  return over > 0 ? w.tooLong(over) : undefined;
}

export function titleError(title: string): string | undefined {
  const w = words.value.start;
  if (!title.trim()) return w.titleNeeded;
  const over = lengthOf(title.trim()) - TITLE_LIMIT;
  return over > 0 ? w.titleTooLong(over) : undefined;
}

export function sendOnCtrlEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send();
}

/** For browsers that do not know `field-sizing`. */
export function grow(area: HTMLTextAreaElement | null): void {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
