import type { Draft } from "../drafts";
import { route } from "../router";
import { seatsIn } from "../viewer";
import type { Mode, Network, Result } from "./result-writing";

const SAID = ["title", "summary", "body", "changes"] as const;

export const differing = (one: Draft, other: Draft) =>
  SAID.filter((field) => (one[field] ?? "").trim() !== (other[field] ?? "").trim());

/** What is there already, to be written on; a new one starts with the viewer's own city and where they came from. */
export function textOf(network: Network, result: Result | undefined, mode: Mode): Draft {
  const newest = result?.versions.edges[0]?.node;
  if (!result || !newest) {
    const thread = new URLSearchParams(route.peek().search).get("rozmowa");
    return { body: "", cities: seatsIn(network.id).map((seat) => seat.id), threads: thread ? [thread] : [] };
  }
  const cities = result.cities.map((city) => city.id);
  const seats = network.seats.edges.map((edge) => edge.node);
  const { title, summary, body, files, revision } = newest;
  return {
    ...{ title, summary, body, files, kind: result.kind, base: revision },
    changes: newest.issuedAt || mode === "correct" ? "" : newest.changes,
    cities: seats
      .filter((seat) => seat.kind === "MEMBER" && cities.includes(seat.city.id))
      .map(({ id }) => id),
    threads: result.threads.map((thread) => thread.id),
  };
}
