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

/** The furthest post whose end has been on the screen, told to the server once the reader pauses. */
export function useSeen(threadId: string, readPosition: number | undefined, drawn: unknown) {
  const seen = useSignal(0);
  const told = useRef(0);
  const soon = useRef<number | undefined>(undefined);
  if (readPosition !== undefined) told.current = Math.max(told.current, readPosition);

  useEffect(() => {
    const tell = async () => {
      if (seen.value <= told.current || document.visibilityState !== "visible") return;
      const before = told.current;
      told.current = seen.value;
      try {
        await ask(MarkRead, { input: { threadId, position: told.current } });
        refreshCounts();
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

  return seen;
}

function positionOf(target: Element): number {
  return Number((target as HTMLElement).dataset.position);
}
