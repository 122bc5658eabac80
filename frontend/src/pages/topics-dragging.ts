import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { COLUMNS, type Column, type Spot, type TopicItem } from "../topics";

export type Moving = { topic: TopicItem; to: Spot };

const BEGINS = 6;
const EDGE = 72;

/** Dragging by mouse and by touch: from a few pixels on the card follows, and its place is where it would be dropped. */
export function useDragging(moving: Signal<Moving | undefined>, drop: (moving: Moving) => void) {
  const dragged = useSignal<string | undefined>(undefined);
  const stop = useRef<() => void>(() => {});
  const dropping = useRef(drop);
  dropping.current = drop;
  useEffect(() => () => stop.current(), []);

  const grab = (topic: TopicItem) => (down: PointerEvent) => {
    const from = down.target as Element;
    if (down.button !== 0 || (from.closest("a, button") && !from.closest(".grip"))) return;
    let last = down;
    let scrolling: number | undefined;
    const move = (event: PointerEvent) => {
      last = event;
      if (!dragged.value && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < BEGINS)
        return;
      event.preventDefault();
      if (!dragged.value) scrolling = window.setInterval(() => scrollAtEdge(last), 16);
      dragged.value = topic.id;
      const to = spotAt(event, topic.id);
      if (to) moving.value = { topic, to };
    };
    const end = (isDropped: boolean) => {
      stop.current();
      const now = moving.value;
      if (dragged.value) addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
      dragged.value = undefined;
      if (isDropped && now) dropping.current(now);
      else moving.value = undefined;
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const key = (event: KeyboardEvent) => event.key === "Escape" && end(false);
    stop.current = () => {
      clearInterval(scrolling);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", key);
    };
    addEventListener("pointermove", move, { passive: false });
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", key);
    if (down.pointerType === "mouse") getSelection()?.removeAllRanges();
  };
  return { dragged, grab };
}

/** Letting go of a card is no click on what lies below. */
function swallow(event: Event) {
  event.preventDefault();
  event.stopPropagation();
}

function spotAt({ clientX, clientY }: PointerEvent, id: string): Spot | undefined {
  const lists = [...document.querySelectorAll<HTMLElement>("[data-column]")];
  const list =
    lists.find((one) => within(one, clientX, clientY)) ??
    lists.find((one) => within(one, clientX, undefined));
  const column = COLUMNS.find((one) => one === list?.dataset.column) as Column | undefined;
  if (!list || !column) return undefined;
  const above = [...list.querySelectorAll<HTMLElement>("[data-topic]")].filter((card) => {
    const { top, height } = card.getBoundingClientRect();
    return card.dataset.topic !== id && top + height / 2 < clientY;
  });
  return { column, afterId: above.at(-1)?.dataset.topic ?? null };
}

function within(element: Element, x: number, y: number | undefined): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && (y === undefined || (y >= top && y <= bottom));
}

function scrollAtEdge({ clientY }: PointerEvent) {
  if (clientY < EDGE) scrollBy(0, -12);
  else if (clientY > innerHeight - EDGE) scrollBy(0, 12);
}
