import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { type Refusal, refusalOf } from "./client";
import { follow, listen, type News } from "./live";
import type { NewsEvent } from "./news";

export type Loaded<T> = { data: T | null; network: { id: string; cursor: string } | null | undefined };

/**
 * A page's data: loaded in one operation with its network's cursor, then kept true by the events that follow.
 * `apply` must take a repeated event without harm. `data` is undefined until the first answer, null when there is
 * nothing there for this viewer.
 */
export function useSnapshot<T>(
  load: (held: T | null | undefined) => Promise<Loaded<T>>,
  apply: (held: T, events: NewsEvent[]) => T,
) {
  const data = useSignal<T | null | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const current = useRef({ load, apply, asked: 0 });
  current.current.load = load;
  current.current.apply = apply;

  const reload = useCallback(async () => {
    const now = performance.now();
    current.current.asked = now;
    // Events that arrive while the answer is on its way may be newer than it.
    const meanwhile: NewsEvent[] = [];
    const deaf = listen((news) => meanwhile.push(...news.events));
    try {
      const loaded = await current.current.load(data.peek());
      if (current.current.asked !== now) return;
      if (loaded.network) follow(loaded.network.id, loaded.network.cursor, now);
      refusal.value = undefined;
      data.value = loaded.data && current.current.apply(loaded.data, meanwhile);
    } catch (error) {
      if (current.current.asked === now) refusal.value = refusalOf(error);
    } finally {
      deaf();
    }
  }, [data, refusal]);

  useEffect(() => {
    reload();
    const hear = (news: News) => {
      // What was not there for this viewer may be now.
      const appeared = data.peek() === null && news.events.some((one) => one.__typename === "ThreadAppeared");
      if (news.afresh || appeared) reload();
      else if (data.peek()) data.value = current.current.apply(data.peek() as T, news.events);
    };
    const again = () => refusal.peek()?.passing && reload();
    addEventListener("online", again);
    const deaf = listen(hear);
    return () => {
      deaf();
      removeEventListener("online", again);
      current.current.asked = -1;
    };
  }, [reload, data, refusal]);

  return { data, refusal, reload };
}
