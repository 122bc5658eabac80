import { day, exact } from "../dates";
import { words } from "../words";
import type { NetworkData } from "./network";

/** Votes that run, those that wait for the viewer's city first. */
export function OpenPolls({ network }: { network: NetworkData }) {
  const w = words.value.network;
  const open = network.polls.edges.map((edge) => edge.node).filter((poll) => poll.state === "OPEN");
  const sorted = open.toSorted((one, other) => other.awaitedVotes - one.awaitedVotes);
  if (sorted.length === 0) return null;
  return (
    <section class="part">
      <h2>{w.openPolls}</h2>
      <ul class="rows">
        {sorted.map((poll) => (
          <li key={poll.id} class="row">
            <a href={`/sieci/${network.slug}/glosowania/${poll.id}`}>
              <span class="row-title">{poll.question}</span>
            </a>
            <p class="row-facts">
              {poll.awaitedVotes > 0 && <b>{w.awaited} · </b>}
              <time dateTime={poll.closesAt} title={exact(new Date(poll.closesAt))}>
                {w.pollUntil(day(new Date(poll.closesAt)))}
              </time>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
