import "../look/polls.css";
import "../look/screen.css";
import { Heading } from "../parts/heading";
import { QrCode } from "../parts/qr-code";
import { Failed, Loading, NotFound } from "../parts/states";
import { pollWords } from "../words/polls";
import { type Column, called, type Held, loadPoll, moment, type Poll } from "./poll-data";
import { useRefreshed } from "./refresh";

/** For the wall of a room: the question, a code for phones and how many have voted; the order once it is over. */
export function PollScreenPage({ slug, pollId }: { slug: string; pollId: string }) {
  const { data, refusal, reload } = useRefreshed<Held>(() => loadPoll(slug, pollId));
  const held = data.value;
  if (held === undefined)
    return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
  if (!held || held.poll.state === "DRAFT") return <NotFound />;
  const w = pollWords.value;
  const { network, poll } = held;
  const isOver = poll.state === "CLOSED";
  return (
    <main id="main" class="screen" tabIndex={-1} style={{ "--hue": network.hue }}>
      <Heading title={poll.question} />
      {isOver ? (
        <div class="screen-results">
          {poll.columns.map((column) => (
            <Order key={column.kind} poll={poll} column={column} />
          ))}
        </div>
      ) : (
        <div class="screen-open">
          <Turnouts poll={poll} />
          <figure>
            <QrCode text={`${location.origin}/sieci/${slug}/glosowania/${poll.id}`} label={w.screen.code} />
            <figcaption>{w.screen.scan}</figcaption>
          </figure>
        </div>
      )}
      <p class="screen-foot">
        <span>
          {isOver
            ? `${w.rules.method}: ${w.result.methods[poll.method]}`
            : w.openUntil(moment(poll.closesAt))}
        </span>
        <a href={`/sieci/${slug}/glosowania/${poll.id}`}>{w.screen.back}</a>
      </p>
    </main>
  );
}

function Turnouts({ poll }: { poll: Poll }) {
  const w = pollWords.value;
  return (
    <dl class="turnouts" aria-live="polite">
      {poll.columns.map(({ kind, turnout, electors }) => (
        <div key={kind}>
          <dt>
            {w.result[kind]}: {w.screen.voted}
          </dt>
          <dd>
            {turnout === null || turnout === undefined ? (
              <small>{w.screen.running}</small>
            ) : (
              w.result.of(turnout, electors)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Order({ poll, column }: { poll: Poll; column: Column }) {
  const w = pollWords.value.result;
  const count = column.tally?.counts[0];
  const byKey = new Map(poll.options.map((option) => [option.key, option]));
  const totals = new Map(count?.totals.map((one) => [one.option, one.total]));
  const name = (key: string) => {
    const option = byKey.get(key);
    return option ? called(poll, option, column.kind) : key;
  };
  const counts = poll.method !== "SCHULZE" && poll.method !== "IRV";
  return (
    <section aria-label={w[column.kind]}>
      {poll.columns.length > 1 && <h2>{w[column.kind]}</h2>}
      {!count && <p>{column.isTooSmall ? w.tooSmall : w.noVotes}</p>}
      {count && (
        <ol class="screen-order">
          {count.ranking.map((rank) => (
            <li key={rank.join()}>
              {rank.map((key) => (
                <span key={key}>
                  {name(key)}
                  {counts && <b>{totals.get(key) ?? 0}</b>}
                </span>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
