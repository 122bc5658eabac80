/**
 * News as it happens. `sources` say what can be followed: a network, or what is addressed to the viewer; `streams` are
 * those that are followed now, and who listens. `following` reads them over the `socket`, which comes back by itself;
 * where none passes, `polling` asks for the same. `states` tell what the page's freshness is worth; `browser` is what
 * the browser notices.
 */
import "./browser";

export { follow, followOnly } from "./following";
export { reconnect, socket, whenSignedOut } from "./socket";
export { MINE } from "./sources";
export { type Connection, connection } from "./states";
export { listen, type News } from "./streams";
