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
 * The furthest post up to which all ends have been on the screen, told to the server once the reader pauses. A late
 * reply stands under the post it answers: seeing it is not yet having read what was written meanwhile. Not any more once
 * they have said, here or on another device, that something is unread: then it stays so until the page is left.
 */
export function useSeen(threadId: string, readPosition: number | undefined, drawn: unknown) {
  const seen = useSignal(0);
  const paused = useRef(false);
  const told = useRef(0);
  const settled = useRef(0);
  const soon = useRef<number | undefined>(undefined);
  const met = useRef(new Set<number>());
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
      for (const position of positions) met.current.add(position);
      seen.value = Math.max(seen.value, upTo(met.current, told.current));
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

/** The greatest position met before the first that was drawn and not met. */
function upTo(met: Set<number>, told: number): number {
  const drawn = [...document.querySelectorAll(".post-end")].map(positionOf);
  const missed = Math.min(...drawn.filter((position) => position > told && !met.has(position)));
  return Math.max(0, ...[...met].filter((position) => position < missed));
}

function positionOf(target: Element): number {
  return Number((target as HTMLElement).dataset.position);
}
