import { pollWords } from "../words/polls";
import { labels, type Poll, type Tally } from "./poll-data";

type Round = Tally["rounds"][number];
type Props = { poll: Poll; tally: Tally };
/** From where to where, in hundredths of all ballots. */
type Span = [number, number];

const WITHOUT = "";

/** Each round a bar of all ballots; between two of them, where the votes of those that drop out go. */
export function RoundsFlow({ poll, tally }: Props) {
  const w = pollWords.value.result;
  const label = labels(poll);
  const order = inOrder(tally.rounds);
  const number = new Map(poll.options.map((option, place) => [option.key, place + 1]));
  const name = (key: string) => `${number.get(key)}. ${label(key)}`;
  const bars = tally.rounds.map((round) => spans(round, order, Math.max(tally.ballots, 1)));
  return (
    <ol class="flow">
      {tally.rounds.map((round, place) => {
        const before = tally.rounds[place - 1];
        const from = bars[place - 1];
        const to = bars[place];
        return (
          <li key={place}>
            <div class="flow-told">
              {before && from && to && <Streams before={before} from={from} to={to} />}
              <p>
                <b>{w.round(place + 1)}:</b> {told(round, place === tally.rounds.length - 1, tally, name, w)}
              </p>
            </div>
            <div class="flow-bar" aria-hidden="true">
              {to &&
                [...to].map(([key, [start, end]]) => (
                  <span
                    key={key}
                    class={part(key, round, place === tally.rounds.length - 1, tally)}
                    title={key === WITHOUT ? w.exhausted(round.exhausted) : name(key)}
                    style={{ "--from": start, "--wide": end - start }}
                  >
                    {end - start >= 9 && (
                      <>
                        {key !== WITHOUT && <i>{number.get(key)}.</i>}{" "}
                        {end - start >= 8 + 3 * `${total(round, key)}`.length && total(round, key)}
                      </>
                    )}
                  </span>
                ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Those that stay longest first, so that what drops out flows in from the right. */
export function inOrder(rounds: readonly Round[]): string[] {
  const last = new Map<string, [number, number]>();
  rounds.forEach((round, place) => {
    for (const { option, total } of round.totals) last.set(option, [place, total]);
  });
  return [...last]
    .sort(([, one], [, other]) => other[0] - one[0] || other[1] - one[1])
    .map(([option]) => option);
}

type Words = { out: string; wins: string; exhausted: (count: number) => string };

/** In a sentence: who has how many, who drops out, who wins. */
function told(round: Round, isLast: boolean, tally: Tally, name: (key: string) => string, w: Words): string {
  const out = round.eliminated.map((key) => `${name(key)} (${total(round, key)}) – ${w.out}`);
  const won = tally.winners.map((key) => `${name(key)} (${total(round, key)}) – ${w.wins}`);
  const rest = round.exhausted > 0 ? [w.exhausted(round.exhausted)] : [];
  return [...(isLast ? won : out), ...rest].join("; ");
}

function part(key: string, round: Round, isLast: boolean, tally: Tally): string {
  if (key === WITHOUT) return "without";
  if (isLast && tally.winners.includes(key)) return "won";
  return round.eliminated.includes(key) ? "out" : "stays";
}

function total(round: Round, key: string): number {
  if (key === WITHOUT) return round.exhausted;
  return round.totals.find((one) => one.option === key)?.total ?? 0;
}

function spans(round: Round, order: string[], ballots: number): Map<string, Span> {
  const found = new Map<string, Span>();
  let start = 0;
  for (const key of [...order, WITHOUT]) {
    const end = start + (100 * total(round, key)) / ballots;
    if (end > start) found.set(key, [start, end]);
    start = end;
  }
  return found;
}

/** What stays goes straight down; what drops out is gathered, for a tally does not say whose went where, and parted. */
function Streams({ before, from, to }: { before: Round; from: Map<string, Span>; to: Map<string, Span> }) {
  const kept: string[] = [];
  const moved: string[] = [];
  const leaving = [...from].filter(([key]) => before.eliminated.includes(key)).map(([, span]) => span);
  const joining: Span[] = [];
  for (const [key, [start, end]] of to) {
    const was = from.get(key) ?? [start, start];
    const width = Math.min(was[1] - was[0], end - start);
    if (width > 0) kept.push(ribbon([was[0], was[0] + width], 0, [start, start + width], 40));
    if (end - start - width > 0.01) joining.push([start + width, end]);
  }
  const sum = (all: Span[]) => all.reduce((wide, [start, end]) => wide + end - start, 0);
  const middle = leaving.length > 0 ? Math.min(...leaving.map(([start]) => start)) : 0;
  for (const [all, y, into] of [
    [leaving, 0, sum(leaving)],
    [joining, 40, sum(joining)],
  ] as const) {
    let start = middle;
    for (const one of all) {
      const at: Span = [start, start + ((one[1] - one[0]) * sum(leaving)) / Math.max(into, 0.01)];
      moved.push(ribbon(one, y, at, 14));
      start = at[1];
    }
  }
  return (
    <svg class="streams" viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
      {kept.map((d) => (
        <path key={d} d={d} />
      ))}
      {moved.map((d) => (
        <path key={d} class="moved" d={d} />
      ))}
    </svg>
  );
}

function ribbon([a, b]: Span, y: number, [c, d]: Span, below: number): string {
  const half = (y + below) / 2;
  return `M${a} ${y}C${a} ${half} ${c} ${half} ${c} ${below}H${d}C${d} ${half} ${b} ${half} ${b} ${y}Z`;
}
