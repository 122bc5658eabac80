import { refusalOf } from "../client";
import { isOver } from "../news";
import { refuse, startAfresh, take } from "./following";
import { cancelWaiting, comeBackSoon, hasAnswered } from "./socket";
import { showState } from "./states";
import { type Stream, streams } from "./streams";

/** Tries of the socket in vain, while the server answers queries, after which news is asked for instead. */
const BLOCKED = 3;
const EVERY = 15_000;
const BATCH = 100;
export const SOCKET_WHILE_POLLING = 120_000;

type Polling = { timer: number | undefined; reached: boolean };

let blocked = 0;
let going: Polling | undefined;

export function polling(): Polling | undefined {
  return going;
}

export function blockedFor(): number {
  return blocked;
}

export function isNotBlocked() {
  blocked = 0;
}

/** The socket failed without a word. If queries pass meanwhile, it is the socket that is blocked, not the network. */
export async function suspectBlocking() {
  if (going) return;
  const reached = await pollAll();
  if (hasAnswered() || going) return;
  blocked = reached ? blocked + 1 : 0;
  if (blocked >= BLOCKED && streams.size > 0) {
    going = { timer: window.setTimeout(poll, EVERY), reached };
    cancelWaiting();
    comeBackSoon();
  }
  showState();
}

export async function poll() {
  const mine = going;
  if (!mine) return;
  clearTimeout(mine.timer);
  mine.reached = await pollAll();
  if (mine !== going) return;
  clearTimeout(mine.timer);
  mine.timer = window.setTimeout(poll, EVERY);
  showState();
}

export function stopPolling() {
  clearTimeout(going?.timer);
  going = undefined;
  blocked = 0;
}

async function pollAll(): Promise<boolean> {
  const answers = await Promise.all([...streams.values()].map(pollOne));
  return answers.every(Boolean);
}

/** Whether the server could be asked. */
async function pollOne(stream: Stream): Promise<boolean> {
  const isWanted = () => streams.get(stream.name) === stream && !stream.settled;
  try {
    for (let more = true; more && isWanted(); ) {
      const asked = stream.cursor;
      const batch = await stream.source.ask(asked, BATCH);
      // The socket, or another asking, has been quicker.
      if (!isWanted() || stream.cursor !== asked) return true;
      more = isOver(batch) || batch.events.length === BATCH;
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
