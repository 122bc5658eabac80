import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "./client";
import { graphql } from "./contract";
import { refreshCounts } from "./viewer";

const MarkRead = graphql(`
  mutation MarkRead($input: MarkReadInput!) {
    markRead(input: $input) { thread { id readPosition unreadCount } }
  }
`);

const SETTLED = 800;

export async function markRead(threadId: string, position: number): Promise<void> {
  await ask(MarkRead, { input: { threadId, position } });
  refreshCounts();
}

/**
 * The furthest post whose end has been on the screen, told to the server once the reader pauses. Not any more once
 * they have said, here or on another device, that something is unread: then it stays so until the page is left.
 */
export function useSeen(threadId: string, readPosition: number | undefined, drawn: unknown) {
  const seen = useSignal(0);
  const paused = useRef(false);
  const told = useRef(0);
  const settled = useRef(0);
  const soon = useRef<number | undefined>(undefined);
  if (readPosition !== undefined) told.current = Math.max(told.current, readPosition);

  useEffect(() => {
    const tell = async () => {
      if (paused.current || seen.value <= told.current || document.visibilityState !== "visible") return;
      const before = told.current;
      told.current = seen.value;
      try {
        await markRead(threadId, seen.value);
        settled.current = told.current;
      } catch {
        told.current = before;
      }
    };
    // What the desk covers has not been seen.
    const margin = { rootMargin: "0px 0px -96px 0px" };
    const watch = new IntersectionObserver((entries) => {
      if (document.visibilityState !== "visible") return;
      const positions = entries.filter((one) => one.isIntersecting).map((one) => positionOf(one.target));
      seen.value = Math.max(seen.value, ...positions);
      clearTimeout(soon.current);
      soon.current = window.setTimeout(tell, SETTLED);
    }, margin);
    const look = () => {
      watch.disconnect();
      for (const end of document.querySelectorAll(".post-end")) watch.observe(end);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      watch.disconnect();
    };
  }, [threadId, drawn, seen]);

  const pause = () => {
    paused.current = true;
  };
  const hear = (position: number) => {
    if (position < settled.current) pause();
  };
  return { seen, pause, hear };
}

function positionOf(target: Element): number {
  return Number((target as HTMLElement).dataset.position);
}
