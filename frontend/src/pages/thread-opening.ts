import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { hasOlder } from "../discussion";
import { isReturning, route, takeReturning } from "../router";
import { show } from "../scroll";
import type { Held } from "./thread-loading";

/** A post, by its id; by its position in links that were made before ids were in them. */
export type Wanted = string | number;

/** The post the address names. */
export function pointedAt(hash = location.hash): Wanted | undefined {
  const found = /^#wpis-(?:(\d+)|(post_[0-9a-z]+))$/.exec(hash);
  return found?.[2] ?? (found?.[1] ? Number(found[1]) : undefined);
}

export function elementOf(wanted: Wanted): HTMLElement | null {
  return typeof wanted === "number"
    ? document.querySelector(`.post[data-position="${wanted}"]`)
    : document.getElementById(`wpis-${wanted}`);
}

/** Shows a post and puts the focus there. */
export function point(wanted: Wanted) {
  const post = elementOf(wanted);
  show(post);
  post?.focus({ preventScroll: true });
}

const KEPT = "empiria.place.";

/** Where in the thread the reader was when they left it, if it is longer than its window. */
export function keepPlace(threadId: string, position: number) {
  sessionStorage.setItem(KEPT + threadId, String(position));
}

export function keptPlace(threadId: string): number | undefined {
  const kept = isReturning() ? sessionStorage.getItem(KEPT + threadId) : null;
  return kept ? Number(kept) : undefined;
}

/** Opens where one was, at the post the address names, or at the first unread one. */
export function useOpening(
  held: Held | null | undefined,
  readAtOpening: number | undefined,
  go: (wanted: Wanted) => Promise<void>,
) {
  const opened = useRef(false);
  const arrived = useRef(route.value);
  const drawn = Boolean(held);
  useLayoutEffect(() => {
    if (!drawn || opened.current) return;
    opened.current = true;
    const returning = takeReturning();
    const pointed = pointedAt();
    const kept = returning !== undefined && held ? sessionStorage.getItem(KEPT + held.thread.id) : null;
    if (kept) return show(elementOf(Number(kept)));
    if (returning !== undefined) return scrollTo(0, returning);
    if (pointed !== undefined) return point(pointed);
    const unread = document.getElementById("nowe");
    if (unread) return show(unread);
    const allRead = (readAtOpening ?? 0) > 0 && held && hasOlder(held.discussion);
    if (allRead) return show(document.querySelector(".post:last-of-type"));
    scrollTo(0, 0);
  }, [drawn]);
  useEffect(() => {
    if (arrived.current === route.value) return;
    arrived.current = route.value;
    const returning = takeReturning();
    const wanted = pointedAt(route.value.hash);
    if (returning !== undefined) scrollTo(0, returning);
    else if (wanted !== undefined) go(wanted);
  }, [route.value, go]);
}
