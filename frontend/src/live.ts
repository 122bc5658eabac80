import { signal } from "@preact/signals";
import { createClient } from "graphql-ws";
import { refusalOf } from "./client";
import type { NetworkNewsSubscription } from "./contract/graphql";
import { askForNews, type Batch, isOver, NetworkNews, type NewsEvent } from "./news";
import { language } from "./words";

export type News = { network: string; events: NewsEvent[]; afresh: boolean };

export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "catchingUp" }
  | { kind: "polling" }
  | { kind: "offline"; since: Date };

export const connection = signal<Connection>({ kind: "connecting" });

const SILENCE = 35_000;
const UNANSWERED = 10_000;
const BEHIND = 2_000;
const GRACE = 1_500;
const BACK_OFF = { first: 500, most: 15_000 };
/** Tries of the socket in vain, while the server answers queries, after which news is asked for instead. */
const BLOCKED = 3;
const POLLING = { every: 15_000, batch: 100, socket: 120_000 };

type Stream = {
  network: string;
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
    stopPolling();
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
  if (isOver(batch)) {
    startAfresh(stream);
    return lost(stream);
  }
  stream.settled = true;
  answered = true;
  tries = 0;
  blocked = 0;
  take(stream, batch);
  showState();
  if (batch.control?.__typename === "Heartbeat") compare(stream, batch.control.head);
}

/** The stream runs again from now on before anybody loads a snapshot, so nothing can fall in between. */
function startAfresh(stream: Stream) {
  Object.assign(stream, { cursor: undefined, seen: 0, since: Number.POSITIVE_INFINITY, afresh: true });
}

/** What a batch brings, whichever way it came. */
function take(stream: Stream, { cursor, events }: Batch) {
  stream.cursor = cursor;
  for (const event of events) stream.seen = Math.max(stream.seen, event.number);
  if (stream.afresh) {
    stream.afresh = false;
    stream.since = performance.now();
    tell({ network: stream.network, events: [], afresh: true });
  }
  if (events.length > 0) tell({ network: stream.network, events, afresh: false });
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
let answered = false;
let lostAt: Date | undefined;
let waiting: number | undefined;
let looking: number | undefined;
let everLive = false;

function socketClosed(event: CloseEvent) {
  if (event.code === 4403 || event.code === 4401) onSignedOut();
}

function comeBackSoon() {
  if (waiting !== undefined) return;
  if (!answered) suspectBlocking();
  const most = Math.min(BACK_OFF.most, BACK_OFF.first * 2 ** tries);
  const wait = polling ? POLLING.socket : BACK_OFF.first / 2;
  tries += 1;
  waiting = window.setTimeout(comeBack, wait + Math.random() * most);
}

function comeBack() {
  cancelWaiting();
  answered = false;
  for (const stream of streams.values()) if (!stream.stop) open(stream);
  showState();
}

function cancelWaiting() {
  clearTimeout(waiting);
  waiting = undefined;
}

function showState() {
  clearTimeout(looking);
  const all = [...streams.values()];
  if (all.length === 0) return;
  if (all.every((stream) => stream.settled)) {
    stopPolling();
    everLive = true;
    lostAt = undefined;
    return say({ kind: "live" });
  }
  if (polling?.reached) {
    lostAt = undefined;
    return say({ kind: "polling" });
  }
  if (all.some((stream) => stream.settled)) return say({ kind: everLive ? "catchingUp" : "connecting" });
  lostAt ??= new Date();
  const left = lostAt.getTime() + GRACE - Date.now();
  if ((left <= 0 && blocked === 0) || polling || !navigator.onLine)
    return say({ kind: "offline", since: lostAt });
  looking = window.setTimeout(showState, left > 0 ? left : GRACE);
  say({ kind: everLive ? "catchingUp" : "connecting" });
}

function say(state: Connection) {
  if (JSON.stringify(state) !== JSON.stringify(connection.value)) connection.value = state;
}

// --- where a proxy lets no socket through: the same news by query ---

let blocked = 0;
let polling: { timer: number | undefined; reached: boolean } | undefined;

/** The socket failed without a word. If queries pass meanwhile, it is the socket that is blocked, not the network. */
async function suspectBlocking() {
  if (polling) return;
  const reached = await pollAll();
  if (answered || polling) return;
  blocked = reached ? blocked + 1 : 0;
  if (blocked >= BLOCKED && streams.size > 0) {
    polling = { timer: window.setTimeout(poll, POLLING.every), reached };
    cancelWaiting();
    comeBackSoon();
  }
  showState();
}

async function poll() {
  const mine = polling;
  if (!mine) return;
  clearTimeout(mine.timer);
  mine.reached = await pollAll();
  if (mine !== polling) return;
  clearTimeout(mine.timer);
  mine.timer = window.setTimeout(poll, POLLING.every);
  showState();
}

function stopPolling() {
  clearTimeout(polling?.timer);
  polling = undefined;
  blocked = 0;
}

async function pollAll(): Promise<boolean> {
  const answers = await Promise.all([...streams.values()].map(pollOne));
  return answers.every(Boolean);
}

/** Whether the server could be asked. */
async function pollOne(stream: Stream): Promise<boolean> {
  const isWanted = () => streams.get(stream.network) === stream && !stream.settled;
  const first = POLLING.batch;
  try {
    for (let more = true; more && isWanted(); ) {
      const asked = stream.cursor;
      const batch = await askForNews(stream.network, asked, first);
      // The socket, or another asking, has been quicker.
      if (!isWanted() || stream.cursor !== asked) return true;
      more = isOver(batch) || batch.events.length === first;
      if (isOver(batch)) startAfresh(stream);
      else take(stream, batch);
    }
    return true;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "NOT_FOUND") refuse(stream, [{ extensions: { code: refusal.code } }]);
    return !refusal.passing;
  }
}

// --- what the browser notices ---

setInterval(() => {
  const silent = [...streams.values()].some(
    (stream) => stream.stop && performance.now() - stream.heard > (stream.settled ? SILENCE : UNANSWERED),
  );
  if (silent) client.terminate();
}, 5_000);

addEventListener("offline", () => {
  if (polling) polling.reached = false;
  if (streams.size > 0) client.terminate();
  showState();
});
addEventListener("online", () => {
  tries = 0;
  // Another network may well let sockets through.
  stopPolling();
  if (waiting !== undefined) comeBack();
  // A try begun before the network was back may hang without ever failing.
  else if ([...streams.values()].some((stream) => !stream.settled)) client.terminate();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  if (polling) poll();
  else if (waiting !== undefined) comeBack();
});
