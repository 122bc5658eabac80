import { effect, type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, asking } from "./client";
import { graphql } from "./contract";
import type { WhoIsHereSubscription } from "./contract/graphql";
import { connection, socket } from "./live";
import { sendingAt } from "./sending";
import { viewer } from "./viewer";

const WhoIsHere = graphql(`
  subscription WhoIsHere($thread: ID!) {
    presence(thread: $thread) { people { isTyping person { id name } } }
  }
`);

const BePresent = graphql(`
  mutation BePresent($input: BePresentInput!) { bePresent(input: $input) { lastsForSeconds } }
`);

const BEAT = 15_000;
const TYPING = 4_000;

export type Present = WhoIsHereSubscription["presence"]["people"][number];

/**
 * Who else is at the thread, while one is shown there oneself: only who has chosen it, while the page is looked at and
 * the socket passes. It is no news: what is lost is not caught up.
 */
export function usePresence(threadId: string | undefined): ReadonlySignal<Present[]> {
  const people = useSignal<Present[]>([]);
  const looked = useLooked();
  const isShown = Boolean(viewer.value?.showsPresence) && connection.value.kind === "live" && looked.value;
  const where = isShown ? threadId : undefined;
  useEffect(() => {
    if (!where) return;
    const stopSaying = keepSaying(where);
    const stopHearing = socket.subscribe<WhoIsHereSubscription>(asking(WhoIsHere, { thread: where }), {
      next: ({ data }) => {
        if (data) people.value = data.presence.people;
      },
      error: () => {},
      complete: () => {},
    });
    return () => {
      stopSaying();
      stopHearing();
      people.value = [];
    };
  }, [where, people]);
  return people;
}

/** Says that one is here, and at once, though not at every key, that one begins to write or has finished. */
export function keepSaying(threadId: string): () => void {
  let typedAt = Number.NEGATIVE_INFINITY;
  let toldAt = Number.NEGATIVE_INFINITY;
  let known: string | undefined;
  const say = () => {
    toldAt = performance.now();
    const isTyping = toldAt - typedAt < TYPING;
    ask(BePresent, { input: { threadId, isTyping } }).catch(() => {});
  };
  say();
  const beating = setInterval(say, BEAT);
  const stopLooking = effect(() => {
    const { body } = sendingAt(threadId).draft.value;
    const isTyping = known !== undefined && body !== known;
    const wasTyping = performance.now() - typedAt < TYPING;
    known = body;
    if (!isTyping) return;
    typedAt = body ? performance.now() : Number.NEGATIVE_INFINITY;
    if (!body || !wasTyping || performance.now() - toldAt > TYPING) say();
  });
  return () => {
    clearInterval(beating);
    stopLooking();
  };
}

function useLooked(): ReadonlySignal<boolean> {
  const looked = useSignal(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => {
      looked.value = document.visibilityState === "visible";
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [looked]);
  return looked;
}
