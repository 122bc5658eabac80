import type { PostItem } from "../discussion";
import { Face } from "../parts/byline";
import { When } from "../parts/when";
import { named, words } from "../words";
import { discussionWords } from "../words/discussion";
import type { Held } from "./thread-loading";

/** From the network over the board, where the viewer sees one. */
export function trail({ network, thread }: Held): [string, string][] {
  const path = `/sieci/${network.slug}`;
  const board: [string, string][] = thread.board
    ? [[`${path}/dzialy/${thread.board.id}`, thread.board.title]]
    : [];
  return [[path, named(network)], ...board];
}

export function About({ held: { network, thread } }: { held: Held }) {
  const w = words.value;
  const d = discussionWords.value;
  return (
    <section class="note">
      <h2>{w.thread.about}</h2>
      <dl>
        <dt>{w.thread.startedBy}</dt>
        <dd>
          {thread.author.name}
          {thread.seat && `, ${thread.seat.city.name}`}
          <br />
          <When at={thread.createdAt} />
        </dd>
        <dt>{w.thread.readers}</dt>
        <dd>
          {w.network.citiesCount(
            network.memberCityCount,
            thread.audience === "MEMBERS" ? 0 : network.observerCityCount,
          )}
        </dd>
      </dl>
      <ul class="links">
        <li>
          <a href={`/sieci/${network.slug}/rozmowy/${thread.id}/druk`}>{d.print}</a>
        </li>
        <li>
          <a href={`/rozmowy/${thread.id}.md`} download>
            {d.download}
          </a>
        </li>
      </ul>
    </section>
  );
}

/** What the cities are asked about it. */
export function Polls({ held: { network, thread } }: { held: Held }) {
  const w = words.value.thread;
  const polls = thread.polls.edges.map((edge) => edge.node);
  const path = `/sieci/${network.slug}`;
  if (polls.length === 0 && !thread.viewerCan.moderate.allowed) return null;
  return (
    <section class="note">
      <h2>{w.polls}</h2>
      <ul class="links">
        {polls.map((poll) => (
          <li key={poll.id}>
            <a href={`${path}/glosowania/${poll.id}`}>{poll.question}</a>
            {poll.awaitedVotes > 0 && <small>{words.value.network.awaited}</small>}
          </li>
        ))}
        {thread.viewerCan.moderate.allowed && (
          <li>
            <a href={`${path}/nowe-glosowanie?rozmowa=${thread.id}`}>{w.newPoll}</a>
          </li>
        )}
      </ul>
    </section>
  );
}

/** As many as stay in sight beside the text. */
const SHOWN = 8;

export function Writing({ posts }: { posts: PostItem[] }) {
  const writers = new Map(posts.filter((post) => !post.removedAt).map((post) => [post.author.id, post]));
  if (writers.size < 2) return null;
  const others = writers.size - SHOWN;
  return (
    <section class="note">
      <h2>{words.value.thread.writing}</h2>
      <ul class="faces">
        {[...writers.values()].slice(0, others > 1 ? SHOWN : undefined).map(({ author, seat }) => (
          <li key={author.id}>
            <Face name={author.name} id={author.id} observer={seat?.kind === "OBSERVER"} />
            <span>
              {author.name}
              {seat && <small>{seat.city.name}</small>}
            </span>
          </li>
        ))}
      </ul>
      {others > 1 && <p class="others quiet">{words.value.thread.andOthers(others)}</p>}
    </section>
  );
}
