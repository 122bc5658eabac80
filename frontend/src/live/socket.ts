import { createClient } from "graphql-ws";
import { language } from "../words";
import { open } from "./following";
import { polling, SOCKET_WHILE_POLLING, suspectBlocking } from "./polling";
import { showState } from "./states";
import { streams } from "./streams";

const BACK_OFF = { first: 500, most: 15_000 };

let tries = 0;
let answered = false;
let waiting: number | undefined;
let onSignedOut = () => {};

export const socket = createClient({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
  connectionParams: () => ({ language: language.value }),
  connectionAckWaitTimeout: 10_000,
  lazyCloseTimeout: 3_000,
  // Coming back is done below, so that every stream resumes from its own newest cursor.
  retryAttempts: 0,
  on: { closed: (event) => closed(event as CloseEvent) },
});

export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

/** The language is told when a socket opens; another language needs another socket. */
export function reconnect(): void {
  if (streams.size > 0) socket.terminate();
}

function closed(event: CloseEvent) {
  if (event.code === 4403 || event.code === 4401) onSignedOut();
}

/** A stream has answered: the socket passes. */
export function passes() {
  answered = true;
  tries = 0;
}

export function hasAnswered(): boolean {
  return answered;
}

export function isWaiting(): boolean {
  return waiting !== undefined;
}

export function comeBackSoon() {
  if (waiting !== undefined) return;
  if (!answered) suspectBlocking();
  const most = Math.min(BACK_OFF.most, BACK_OFF.first * 2 ** tries);
  const wait = polling() ? SOCKET_WHILE_POLLING : BACK_OFF.first / 2;
  tries += 1;
  waiting = window.setTimeout(comeBack, wait + Math.random() * most);
}

export function comeBack() {
  cancelWaiting();
  answered = false;
  for (const stream of streams.values()) if (!stream.stop) open(stream);
  showState();
}

export function cancelWaiting() {
  clearTimeout(waiting);
  waiting = undefined;
}

/** The next failure is the first. */
export function hopeAgain() {
  tries = 0;
}
