import { useEffect, useMemo } from "preact/hooks";
import type { NewsEvent } from "../news";
import { type Loaded, useSnapshot } from "../snapshot";

/** Reactions are small news, that only the page of their thread shows. */
const isOfNote = (event: NewsEvent) => event.__typename !== "ReactionsChanged";

/** A page's data, asked for anew soon after events that concern it. */
export function useRefreshed<T>(
  load: (held: T | null | undefined) => Promise<Loaded<T>>,
  concerns: (event: NewsEvent) => boolean = isOfNote,
) {
  const { soon, when } = useRefresh();
  const { data, refusal, reload } = useSnapshot<T>(load, (held, events) => {
    if (events.some(concerns)) soon();
    return held;
  });
  useEffect(() => when(reload), [when, reload]);
  return { data, refusal, reload };
}

/** Many events cause one new question, spread so that not every reader asks at the same moment. */
export function useRefresh() {
  return useMemo(() => {
    let reload = () => {};
    let timer: number | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => reload(), 400 + Math.random() * 600);
    };
    const when = (again: () => void) => {
      reload = again;
      return () => {
        clearTimeout(timer);
        reload = () => {};
      };
    };
    return { soon, when };
  }, []);
}
