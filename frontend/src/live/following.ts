import { type Batch, isOver } from "../news";
import { isNotBlocked, stopPolling } from "./polling";
import { cancelWaiting, comeBackSoon, isWaiting, passes, socket } from "./socket";
import { forgetState, showState } from "./states";
import { stream as newStream, type Stream, streams, tell } from "./streams";

const BEHIND = 2_000;

/** Follow a stream from a snapshot's cursor. `asked` is when the snapshot was asked for. */
export function follow(name: string, cursor: string, asked: number): void {
  const known = streams.get(name);
  if (known && asked >= known.since) return;
  if (known) close(known);
  const stream = newStream(name, cursor);
  streams.set(name, stream);
  if (!isWaiting()) open(stream);
}

/** Follow these streams and no others. */
export function followOnly(names: string[]): void {
  for (const [name, stream] of streams) if (!names.includes(name)) leave(stream);
  if (streams.size === 0) {
    cancelWaiting();
    stopPolling();
    forgetState();
  }
}

export function open(stream: Stream) {
  close(stream);
  stream.settled = false;
  stream.heard = performance.now();
  let mine = true;
  const end = socket.subscribe(stream.source.question(stream.cursor), {
    next: ({ data, errors }) => {
      if (!mine) return;
      if (data) hear(stream, stream.source.batchOf(data));
      else if (errors) refuse(stream, errors);
    },
    error: (error) => mine && (Array.isArray(error) ? refuse(stream, error) : lost(stream)),
    complete: () => mine && lost(stream),
  });
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
  streams.delete(stream.name);
}

function hear(stream: Stream, batch: Batch) {
  stream.heard = performance.now();
  if (isOver(batch)) {
    startAfresh(stream);
    return lost(stream);
  }
  stream.settled = true;
  passes();
  isNotBlocked();
  take(stream, batch);
  showState();
  if (batch.control?.__typename === "Heartbeat") compare(stream, batch.control.head);
}

/** The stream runs again from now on before anybody loads a snapshot, so nothing can fall in between. */
export function startAfresh(stream: Stream) {
  Object.assign(stream, { cursor: undefined, seen: 0, since: Number.POSITIVE_INFINITY, afresh: true });
}

/** What a batch brings, whichever way it came. */
export function take(stream: Stream, { cursor, events }: Batch) {
  stream.cursor = cursor;
  for (const event of events) stream.seen = Math.max(stream.seen, event.number);
  if (stream.afresh) {
    stream.afresh = false;
    stream.since = performance.now();
    tell({ stream: stream.name, events: [], afresh: true });
  }
  // What one is somewhere has changed, and with it what one may see and do.
  const afresh = events.some((event) => event.__typename === "StandingChanged");
  if (events.length > 0) tell({ stream: stream.name, events, afresh });
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

export function refuse(stream: Stream, errors: readonly { extensions?: Record<string, unknown> }[]) {
  const code = errors[0]?.extensions?.code;
  if (code !== "NOT_FOUND" && code !== "NOT_SIGNED_IN") return lost(stream);
  leave(stream);
  tell({ stream: stream.name, events: [], afresh: true });
}

function lost(stream: Stream) {
  close(stream);
  stream.settled = false;
  comeBackSoon();
  showState();
}
