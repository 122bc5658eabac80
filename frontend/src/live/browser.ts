import { poll, polling, stopPolling } from "./polling";
import { comeBack, hopeAgain, isWaiting, socket } from "./socket";
import { showState } from "./states";
import { streams } from "./streams";

const SILENCE = 35_000;
const UNANSWERED = 10_000;

setInterval(() => {
  const silent = [...streams.values()].some(
    (stream) => stream.stop && performance.now() - stream.heard > (stream.settled ? SILENCE : UNANSWERED),
  );
  if (silent) socket.terminate();
}, 5_000);

addEventListener("offline", () => {
  const asking = polling();
  if (asking) asking.reached = false;
  if (streams.size > 0) socket.terminate();
  showState();
});
addEventListener("online", () => {
  hopeAgain();
  // Another network may well let sockets through.
  stopPolling();
  if (isWaiting()) comeBack();
  // A try begun before the network was back may hang without ever failing.
  else if ([...streams.values()].some((stream) => !stream.settled)) socket.terminate();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  if (polling()) poll();
  else if (isWaiting()) comeBack();
});
