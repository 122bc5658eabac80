import "../look/polls.css";
import { exact } from "../dates";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Failed, Loading, NotFound } from "../parts/states";
import { Prose } from "../parts/text";
import { named } from "../words";
import { pollWords } from "../words/polls";
import { resultWords } from "../words/results";
import { called, type Held, loadPoll } from "./poll-data";
import { useRefreshed } from "./refresh";

/** A vote on paper for the office: the question, what can be answered, and room for a decision and a signature. */
export function PollSheetPage({ slug, pollId }: { slug: string; pollId: string }) {
  const { data, refusal, reload } = useRefreshed<Held>(
    () => loadPoll(slug, pollId),
    () => false,
  );
  const held = data.value;
  if (held === undefined)
    return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
  if (held === null) return <NotFound />;
  const w = pollWords.value;
  const { network, poll } = held;
  const path = `/sieci/${slug}/glosowania`;
  const vote = poll.viewerVotes[0];
  return (
    <Reading
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
      <article class="protocol office-sheet">
        <Heading title={w.sheet.title} />
        <p class="buttons unprinted">
          <button type="button" onClick={() => print()}>
            {w.protocol.print}
          </button>
        </p>
        <dl class="protocol-facts">
          <dt>{w.protocol.network}</dt>
          <dd>{named(network)}</dd>
          {vote && (
            <>
              <dt>{w.result.city}</dt>
              <dd>{vote.seat.city.name}</dd>
            </>
          )}
          <dt>{w.protocol.question}</dt>
          <dd>
            {poll.question}
            {poll.description && <small>{poll.description}</small>}
          </dd>
          <dt>{w.sheet.until}</dt>
          <dd>{exact(new Date(poll.closesAt))}</dd>
        </dl>
        <h2>{w.sheet.choices}</h2>
        <ul class="boxes">
          {poll.options.map((option) => (
            <li key={option.key}>
              <i aria-hidden="true" />
              <span>
                {called(poll, option, vote?.kind ?? "MEMBER")}
                {option.description && <small class="option-note">{option.description}</small>}
              </span>
            </li>
          ))}
        </ul>
        {vote?.prepared && (
          <p>
            {w.ballot.prepared} <b>{vote.prepared.words}</b>
            {vote.prepared.remark && (
              <>
                {" "}
                <q>{vote.prepared.remark}</q>
              </>
            )}{" "}
            <small>{w.ballot.preparedBy(vote.prepared.person.name)}</small>
          </p>
        )}
        <h2>{w.ballot.remark}</h2>
        <div class="ruled" />
        <p class="signing">
          <span>{w.sheet.approves}</span>
          <span>{w.sheet.signed}</span>
        </p>
        {poll.version && (
          <section class="voted-on">
            <h2>
              {poll.version.title} ({resultWords.value.version(poll.version.number)})
            </h2>
            {poll.version.summary && <p class="lead">{poll.version.summary}</p>}
            <Prose html={poll.version.html} />
          </section>
        )}
      </article>
    </Reading>
  );
}
