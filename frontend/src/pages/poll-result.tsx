import { language } from "../words";
import { pollWords } from "../words/polls";
import { type Column, called, money, type Option, type Poll, type Tally } from "./poll-data";
import { Methods, Pairs, Rounds } from "./poll-rounds";

/** How the vote goes or went: member cities and observers side by side, never added up. */
export function Result({ poll, exactly = false }: { poll: Poll; exactly?: boolean }) {
  const w = pollWords.value.result;
  if (poll.state === "DRAFT") return null;
  return (
    <section class="part" aria-labelledby="result" aria-live="polite">
      <h2 id="result">{poll.state === "CLOSED" ? w.result : w.soFar}</h2>
      {!poll.resultsVisible && <p class="refused">{w.hidden[hiddenUntil(poll)]}</p>}
      <div class={poll.columns.length > 1 ? "tallies" : "tallies one"}>
        {poll.columns.map((column) => (
          <ColumnTally key={column.kind} poll={poll} column={column} exactly={exactly} />
        ))}
      </div>
      {poll.columns.length > 1 && <p class="quiet">{w.apart}</p>}
    </section>
  );
}

/** The viewer's own rule: an observer is one whose only places are an observer's. */
function hiddenUntil(poll: Poll): Poll["membersSee"] {
  const observes = poll.viewerVotes.length > 0 && poll.viewerVotes.every((vote) => vote.kind === "OBSERVER");
  const rule = observes ? poll.observersSee : poll.membersSee;
  return rule === "OPENING" || poll.viewerVotes.length === 0 ? "CLOSE" : rule;
}

function ColumnTally({ poll, column, exactly }: { poll: Poll; column: Column; exactly: boolean }) {
  const w = pollWords.value.result;
  const { tally } = column;
  const name = poll.importedFrom ? w.elsewhere : w[column.kind];
  return (
    <section class="tally" aria-label={name}>
      <h3>
        {name} <small class="tally-count">{turnout(poll, column)}</small>
      </h3>
      {column.isTooSmall && <p class="quiet">{w.tooSmall}</p>}
      {tally && tally.ballots === 0 && <p class="quiet">{w.noVotes}</p>}
      {tally && tally.ballots > 0 && <Bars poll={poll} column={column} tally={tally} />}
      {tally && <Verdict poll={poll} tally={tally} />}
      {tally && poll.kind === "RANKING" && tally.ballots > 0 && (
        <>
          <Methods poll={poll} tally={tally} />
          <Rounds poll={poll} tally={tally} exactly={exactly} />
          <Pairs poll={poll} tally={tally} exactly={exactly} />
        </>
      )}
    </section>
  );
}

function turnout(poll: Poll, { turnout: voted, electors }: Column): string {
  const w = pollWords.value.result;
  if (voted === null || voted === undefined) return w.mayVote(electors);
  return poll.isSecret && poll.state === "OPEN" ? w.atLeast(voted, electors) : w.of(voted, electors);
}

function Verdict({ poll, tally }: { poll: Poll; tally: Tally }) {
  const w = pollWords.value.result;
  const passed = tally.counts[0]?.passed;
  if (passed === null || passed === undefined || poll.kind !== "CONSENT") return null;
  const over = poll.state === "CLOSED";
  const text = over ? (passed ? w.passed : w.failed) : passed ? w.onTrack : w.notYet;
  return <p class={passed ? "verdict passed" : "verdict"}>{text}</p>;
}

type BarsProps = { poll: Poll; column: Column; tally: Tally };

function Bars({ poll, column, tally }: BarsProps) {
  const totals = new Map(tally.counts[0]?.totals.map((one) => [one.option, one.total]));
  const has = (option: Option) => totals.get(option.key) ?? 0;
  if (poll.kind === "CONSENT") return <Stacked poll={poll} column={column} has={has} />;
  if (poll.kind === "RANKING") return null;
  const most = full(poll, tally, Math.max(...totals.values()));
  return (
    <ul class="bars">
      {poll.options.map((option) => {
        const won = tally.winners.includes(option.key) && has(option) > 0;
        return (
          <li key={option.key} class={won ? "won" : undefined}>
            <span class="bar-name">
              {called(poll, option, column.kind)}
              {won && poll.kind !== "YES_NO" && <small>{pollWords.value.result.wins}</small>}
              {option.cost !== null && option.cost !== undefined && (
                <small class="cost">{money(option.cost)}</small>
              )}
            </span>
            <span class="bar-count">{told(poll, tally, has(option))}</span>
            <span class="bar" style={{ "--share": has(option) / most }} />
          </li>
        );
      })}
    </ul>
  );
}

/** What a whole bar stands for. */
function full(poll: Poll, tally: Tally, most: number): number {
  if (poll.kind === "SCORE" || poll.kind === "DATES") return tally.ballots * (poll.most ?? 1);
  return poll.kind === "DOTS" ? Math.max(most, 1) : Math.max(tally.ballots, 1);
}

function told(poll: Poll, tally: Tally, total: number): string {
  const w = pollWords.value.result;
  if (poll.kind === "YES_NO") return w.yes(total, tally.ballots);
  if (poll.kind === "SCORE" && tally.ballots > 0) {
    const locale = language.value === "en" ? "en-GB" : "pl-PL";
    return w.average(
      new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(total / tally.ballots),
    );
  }
  return poll.kind === "DOTS" || poll.kind === "DATES" ? w.points(total) : w.votes(total);
}

/** One bar of four parts: number, pattern and order tell them apart, and the list below names each. */
function Stacked(props: { poll: Poll; column: Column; has: (option: Option) => number }) {
  const { poll, column, has } = props;
  const cast = poll.options.filter((option) => has(option) > 0);
  return (
    <>
      <div class="stacked" aria-hidden="true">
        {cast.map((option) => (
          <i key={option.key} data-said={option.key} style={{ "--votes": has(option) }}>
            <b>{has(option)}</b>
          </i>
        ))}
      </div>
      <ul class="key">
        {poll.options.map((option) => (
          <li key={option.key}>
            <i data-said={option.key} />
            {called(poll, option, column.kind)} <b>{has(option)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
