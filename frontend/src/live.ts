import { signal } from "@preact/signals";
import { createClient } from "graphql-ws";
import { graphql } from "./contract";
import type { NetworkNewsSubscription } from "./contract/graphql";
import { language } from "./words";

// One and the same document on every page, with no field that depends on who asks: the server runs it once for
// everybody who follows a network. A field marked @viewer here would make it run for each reader separately.
const NetworkNews = graphql(`
  subscription NetworkNews($network: ID!, $after: String) {
    networkEvents(network: $network, after: $after) {
      cursor
      events {
        __typename
        number
        at
        ... on ThreadStarted { thread { ...ThreadLine } }
        ... on PostAdded { post { ...PostText thread { id title board { id } } } }
        ... on PostEdited { post { ...PostText thread { id title board { id } } } }
        ... on PostRemoved { post { ...PostText thread { id title board { id } } } }
        ... on ThreadsImported { board { id } }
      }
      control {
        __typename
        ... on Heartbeat { head }
      }
    }
  }
`);

type Batch = NetworkNewsSubscription["networkEvents"];
export type NewsEvent = Batch["events"][number];
export type News = { network: string; events: NewsEvent[]; afresh: boolean };

export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "catchingUp" }
  | { kind: "offline"; since: Date };

export const connection = signal<Connection>({ kind: "connecting" });

const SILENCE = 35_000;
const UNANSWERED = 10_000;
const BEHIND = 2_000;
const GRACE = 1_500;
const BACK_OFF = { first: 500, most: 15_000 };

type Stream = {
  network: string;
  /** Where to go on from; none means from now on. */
  cursor: string | undefined;
  /** The moment from which nothing is missing: snapshots asked for later need no other start. */
  since: number;
  seen: number;
  heard: number;
  settled: boolean;
  afresh: boolean;
  stop: (() => void) | undefined;
  behind: number | undefined;
};

const streams = new Map<string, Stream>();
const listeners = new Set<(news: News) => void>();
let onSignedOut = () => {};

const client = createClient({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
  connectionParams: () => ({ language: language.value }),
  connectionAckWaitTimeout: 10_000,
  lazyCloseTimeout: 3_000,
  // Coming back is done below, so that every stream resumes from its own newest cursor.
  retryAttempts: 0,
  on: { closed: (event) => socketClosed(event as CloseEvent) },
});

/** Follow a network from a snapshot's cursor. `asked` is when the snapshot was asked for. */
export function follow(network: string, cursor: string, asked: number): void {
  const known = streams.get(network);
  if (known && asked >= known.since) return;
  if (known) close(known);
  const stream: Stream = {
    ...{ network, cursor, since: performance.now(), seen: 0, heard: performance.now() },
    ...{ settled: false, afresh: false, stop: undefined, behind: undefined },
  };
  streams.set(network, stream);
  if (!waiting) open(stream);
}

/** Follow these networks and no others. */
export function followOnly(networks: string[]): void {
  for (const [network, stream] of streams) if (!networks.includes(network)) leave(stream);
  if (streams.size === 0) {
    cancelWaiting();
    lostAt = undefined;
    connection.value = { kind: "connecting" };
  }
}

export function listen(listener: (news: News) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

/** The language is told when a socket opens; another language needs another socket. */
export function reconnect(): void {
  if (streams.size > 0) client.terminate();
}

function open(stream: Stream) {
  close(stream);
  stream.settled = false;
  stream.heard = performance.now();
  let mine = true;
  const end = client.subscribe<NetworkNewsSubscription>(
    { query: NetworkNews.toString(), variables: { network: stream.network, after: stream.cursor } },
    {
      next: ({ data, errors }) => {
        if (!mine) return;
        if (data) hear(stream, data.networkEvents);
        else if (errors) refuse(stream, errors);
      },
      error: (error) => mine && (Array.isArray(error) ? refuse(stream, error) : lost(stream)),
      complete: () => mine && lost(stream),
    },
  );
  stream.stop = () => {
    mine = false;
    end();
  };
}

function close(stream: Stream) {
  clearTimeout(stream.behind);
  stream.behind = undefined;
  stream.stop?.();
  stream.stop = undefined;
}

function leave(stream: Stream) {
  close(stream);
  streams.delete(stream.network);
}

function hear(stream: Stream, batch: Batch) {
  stream.heard = performance.now();
  const control = batch.control?.__typename;
  if (control === "ResyncRequired" || control === "AccessChanged") return startAfresh(stream);
  stream.cursor = batch.cursor;
  for (const event of batch.events) stream.seen = Math.max(stream.seen, event.number);
  settle(stream);
  if (batch.events.length > 0) tell({ network: stream.network, events: batch.events, afresh: false });
  if (batch.control?.__typename === "Heartbeat") compare(stream, batch.control.head);
}

/** The stream runs again from now on before anybody loads a snapshot, so nothing can fall in between. */
function startAfresh(stream: Stream) {
  Object.assign(stream, { cursor: undefined, seen: 0, since: Number.POSITIVE_INFINITY, afresh: true });
  lost(stream);
}

function settle(stream: Stream) {
  if (!stream.settled) {
    stream.settled = true;
    tries = 0;
  }
  if (stream.afresh) {
    stream.afresh = false;
    stream.since = performance.now();
    tell({ network: stream.network, events: [], afresh: true });
  }
  showState();
}

function compare(stream: Stream, head: number) {
  clearTimeout(stream.behind);
  stream.behind = undefined;
  if (stream.seen === 0) stream.seen = head;
  if (head <= stream.seen) return;
  const seen = stream.seen;
  stream.behind = window.setTimeout(() => {
    if (stream.seen > seen) return;
    // What the cursor says is believed after one more asking.
    stream.seen = head;
    open(stream);
  }, BEHIND);
}

function refuse(stream: Stream, errors: readonly { extensions?: Record<string, unknown> }[]) {
  const code = errors[0]?.extensions?.code;
  if (code !== "NOT_FOUND" && code !== "NOT_SIGNED_IN") return lost(stream);
  leave(stream);
  tell({ network: stream.network, events: [], afresh: true });
}

function lost(stream: Stream) {
  close(stream);
  stream.settled = false;
  comeBackSoon();
  showState();
}

function tell(news: News) {
  for (const listener of [...listeners]) listener(news);
}

// --- the socket as a whole ---

let tries = 0;
let lostAt: Date | undefined;
let waiting: number | undefined;
let everLive = false;

function socketClosed(event: CloseEvent) {
  if (event.code === 4403 || event.code === 4401) onSignedOut();
}

function comeBackSoon() {
  if (waiting !== undefined) return;
  const most = Math.min(BACK_OFF.most, BACK_OFF.first * 2 ** tries);
  tries += 1;
  waiting = window.setTimeout(comeBack, BACK_OFF.first / 2 + Math.random() * most);
}

function comeBack() {
  cancelWaiting();
  for (const stream of streams.values()) if (!stream.stop) open(stream);
  showState();
}

function cancelWaiting() {
  clearTimeout(waiting);
  waiting = undefined;
}

function showState() {
  const all = [...streams.values()];
  if (all.length === 0) return;
  if (all.every((stream) => stream.settled)) {
    everLive = true;
    lostAt = undefined;
    return say({ kind: "live" });
  }
  if (all.some((stream) => stream.settled)) return say({ kind: everLive ? "catchingUp" : "connecting" });
  lostAt ??= new Date();
  if (Date.now() - lostAt.getTime() >= GRACE || !navigator.onLine)
    return say({ kind: "offline", since: lostAt });
  setTimeout(showState, GRACE);
  say({ kind: everLive ? "catchingUp" : "connecting" });
}

function say(state: Connection) {
  if (JSON.stringify(state) !== JSON.stringify(connection.value)) connection.value = state;
}

setInterval(() => {
  const silent = [...streams.values()].some(
    (stream) => stream.stop && performance.now() - stream.heard > (stream.settled ? SILENCE : UNANSWERED),
  );
  if (silent) client.terminate();
}, 5_000);

addEventListener("offline", () => streams.size > 0 && client.terminate());
addEventListener("online", () => {
  tries = 0;
  if (waiting !== undefined) comeBack();
  // A try begun before the network was back may hang without ever failing.
  else if ([...streams.values()].some((stream) => !stream.settled)) client.terminate();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && waiting !== undefined) comeBack();
});
