import type { NewsEvent } from "../news";
import { type Source, sourceOf } from "./sources";

/** What came on one stream; `afresh` when what is held may be wrong altogether. */
export type News = { stream: string; events: NewsEvent[]; afresh: boolean };

export type Stream = {
  name: string;
  source: Source;
  /** Where to go on from; none means from now on. */
  cursor: string | undefined;
  /** The moment from which nothing is missing: snapshots asked for later need no other start. */
  since: number;
  seen: number;
  heard: number;
  /** The socket has answered. */
  settled: boolean;
  afresh: boolean;
  stop: (() => void) | undefined;
  behind: number | undefined;
};

export const streams = new Map<string, Stream>();
const listeners = new Set<(news: News) => void>();

export function stream(name: string, cursor: string): Stream {
  return {
    ...{ name, source: sourceOf(name), cursor, since: performance.now(), seen: 0, heard: performance.now() },
    ...{ settled: false, afresh: false, stop: undefined, behind: undefined },
  };
}

export function listen(listener: (news: News) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tell(news: News) {
  for (const listener of [...listeners]) listener(news);
}
