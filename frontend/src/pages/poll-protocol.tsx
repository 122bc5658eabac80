import "../look/polls.css";
import { exact } from "../dates";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Failed, Loading, NotFound } from "../parts/states";
import { named } from "../words";
import { pollWords } from "../words/polls";
import { manner } from "./poll";
import { type Held, loadPoll, type Poll } from "./poll-data";
import { NamedBallots } from "./poll-named";
import { Result } from "./poll-result";
import { useRefreshed } from "./refresh";

/** What was asked, who might vote, how it was counted and what came out: to be printed. */
export function ProtocolPage({ slug, pollId }: { slug: string; pollId: string }) {
  const { data, refusal, reload } = useRefreshed<Held>(() => loadPoll(slug, pollId));
  const held = data.value;
  if (held === undefined)
    return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
  if (held?.poll.state !== "CLOSED") return <NotFound />;
  const w = pollWords.value;
  const { network, poll } = held;
  const path = `/sieci/${slug}/glosowania`;
  return (
    <Reading
      wide
      hue={network.hue}
      crumbs={
        <NetworkCrumbs
          network={network}
          further={[
            [path, w.title],
            [`${path}/${poll.id}`, poll.question],
          ]}
        />
      }
    >
      <article class="protocol">
        <Heading title={w.protocol.title} />
        <p class="buttons unprinted">
          <button type="button" onClick={() => print()}>
            {w.protocol.print}
          </button>
          <Download poll={poll} format="json" label={w.protocol.json} />
          {!poll.isSecret && <Download poll={poll} format="csv" label={w.protocol.csv} />}
          {!poll.isSecret && poll.kind === "RANKING" && <Download poll={poll} format="blt" label="BLT" />}
        </p>
        <Facts held={held} name={named(network)} />
        <Result poll={poll} exactly />
        <section class="part">
          <h2>{w.protocol.ballots}</h2>
          {poll.isSecret ? <p>{w.protocol.secret}</p> : <NamedBallots poll={poll} exactly />}
          {!poll.isSecret && !poll.importedFrom && <Silent poll={poll} />}
          <OnPaper poll={poll} />
          {!poll.isSecret && <p class="quiet">{w.protocol.recount}</p>}
        </section>
        {poll.outcome && (
          <section class="part">
            <h2>{w.hold.outcome}</h2>
            <p>{poll.outcome}</p>
            {poll.reviewAt && (
              <p class="quiet">
                {w.protocol.review}: {exact(new Date(poll.reviewAt))}
              </p>
            )}
          </section>
        )}
      </article>
    </Reading>
  );
}

function Download({ poll, format, label }: { poll: Poll; format: string; label: string }) {
  return (
    <a class="button plain" href={`/polls/${poll.id}.${format}`} download>
      {label}
    </a>
  );
}

/** Of those who might have voted, who did not: with the ballots above it is everybody. */
function Silent({ poll }: { poll: Poll }) {
  const w = pollWords.value.protocol;
  const left = poll.ballots.map((ballot) => ballot.seat.id);
  const silent = poll.electors.filter(({ seat }) => {
    const place = left.indexOf(seat.id);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  if (silent.length === 0) return <p>{w.allVoted}</p>;
  return (
    <p>
      {w.silent}: {silent.map(({ seat }) => seat.city.name).join(", ")}.
    </p>
  );
}

/** Ballots on paper are counted like the others, and told apart in words. */
function OnPaper({ poll }: { poll: Poll }) {
  const cities = poll.ballots.flatMap((one) => (one.history.at(-1)?.isPaper ? one.seat.city.name : []));
  if (cities.length === 0) return null;
  return <p>{pollWords.value.protocol.paper(cities.length, cities.join(", "))}</p>;
}

function Facts({ held: { poll }, name }: { held: Held; name: string }) {
  const w = pollWords.value;
  const at = (moment: string | null | undefined) => (moment ? exact(new Date(moment)) : "");
  const majority = poll.majority ? w.rules.majority[poll.majority] : undefined;
  return (
    <dl class="protocol-facts">
      <dt>{w.protocol.network}</dt>
      <dd>{name}</dd>
      <dt>{w.protocol.question}</dt>
      <dd>
        {poll.question}
        {poll.description && <small>{poll.description}</small>}
      </dd>
      <dt>{w.rules.asks}</dt>
      <dd>{poll.author.name}</dd>
      <dt>{w.protocol.time}</dt>
      <dd>
        {w.protocol.timeOf(at(poll.openedAt), at(poll.closedAt))}
        {poll.closedBy && <small>{w.protocol.early(poll.closedBy.name)}</small>}
      </dd>
      <dt>{w.protocol.electors}</dt>
      {poll.columns.map((column) => (
        <dd key={column.kind}>
          {poll.importedFrom ? w.result.elsewhere : w.result[column.kind]}:{" "}
          {w.result.of(column.turnout ?? 0, column.electors)}
        </dd>
      ))}
      <dt>{w.protocol.method}</dt>
      <dd>
        {w.kinds[poll.kind]} · {manner(poll)}; {w.result.methods[poll.method]}
      </dd>
      {majority && (
        <dd>
          {majority}
          {!poll.countsAbstentions && `; ${w.rules.abstentionsOut}`}
        </dd>
      )}
      {poll.quorum > 0 && (
        <dd>
          {w.rules.quorum}: {poll.quorum}
        </dd>
      )}
      {poll.kind !== "CONSENT" && poll.kind !== "YES_NO" && <dd>{w.rules.ties[poll.ties]}</dd>}
    </dl>
  );
}
