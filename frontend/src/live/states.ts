import { signal } from "@preact/signals";
import { blockedFor, polling, stopPolling } from "./polling";
import { streams } from "./streams";

export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "catchingUp" }
  | { kind: "polling" }
  | { kind: "offline"; since: Date };

export const connection = signal<Connection>({ kind: "connecting" });

const GRACE = 1_500;

let lostAt: Date | undefined;
let looking: number | undefined;
let everLive = false;

export function showState() {
  clearTimeout(looking);
  const all = [...streams.values()];
  if (all.length === 0) return;
  if (all.every((stream) => stream.settled)) {
    stopPolling();
    everLive = true;
    lostAt = undefined;
    return say({ kind: "live" });
  }
  if (polling()?.reached) {
    lostAt = undefined;
    return say({ kind: "polling" });
  }
  if (all.some((stream) => stream.settled)) return say({ kind: everLive ? "catchingUp" : "connecting" });
  lostAt ??= new Date();
  const left = lostAt.getTime() + GRACE - Date.now();
  if ((left <= 0 && blockedFor() === 0) || polling() || !navigator.onLine)
    return say({ kind: "offline", since: lostAt });
  looking = window.setTimeout(showState, left > 0 ? left : GRACE);
  say({ kind: everLive ? "catchingUp" : "connecting" });
}

/** Nothing is followed any more. */
export function forgetState() {
  lostAt = undefined;
  connection.value = { kind: "connecting" };
}

function say(state: Connection) {
  if (JSON.stringify(state) !== JSON.stringify(connection.value)) connection.value = state;
}
