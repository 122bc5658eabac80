import { Scrolled } from "../parts/scrolled";
import { pollWords } from "../words/polls";
import { labels, type Poll, type Tally } from "./poll-data";
import { inOrder, RoundsFlow } from "./poll-flow";

type Props = { poll: Poll; tally: Tally };

/** Who wins by which method, and a note when they disagree. */
export function Methods({ poll, tally }: Props) {
  const w = pollWords.value.result;
  const label = labels(poll);
  return (
    <div class="methods">
      <h4>{w.byMethod}</h4>
      <ul>
        {tally.counts.map((count) => (
          <li key={count.method}>
            <span>{w.methods[count.method]}</span>
            <b>
              {(count.method === poll.method ? tally.winners : count.winners).map(label).join(", ")}
              {count.winners.length > 1 && ` (${w.tie})`}
            </b>
          </li>
        ))}
      </ul>
      {tally.methodsDisagree && <p class="disagree">{w.disagree}</p>}
    </div>
  );
}

/** The rounds of an instant runoff: drawn as a flow, told in words and, below, in numbers. */
export function Rounds({ poll, tally, exactly }: Props & { exactly: boolean }) {
  const w = pollWords.value.result;
  if (tally.rounds.length === 0) return null;
  return (
    <details open={exactly || poll.method === "IRV"}>
      <summary>{w.rounds}</summary>
      <RoundsFlow poll={poll} tally={tally} />
      <details open={exactly}>
        <summary>{w.inNumbers}</summary>
        <RoundsTable poll={poll} tally={tally} />
      </details>
    </details>
  );
}

function RoundsTable({ poll, tally: { rounds } }: Props) {
  const w = pollWords.value.result;
  const label = labels(poll);
  return (
    <Scrolled name={w.rounds}>
      <table class="pairs">
        <thead>
          <tr>
            <td />
            {rounds.map((_, number) => (
              <th key={number} scope="col">
                <abbr title={w.round(number + 1)}>{number + 1}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rounds).map((option) => (
            <tr key={option}>
              <th scope="row">{label(option)}</th>
              {rounds.map((round, number) => (
                <td key={number} class={round.eliminated.includes(option) ? "out" : undefined}>
                  {round.totals.find((one) => one.option === option)?.total ?? "–"}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{w.without}</th>
            {rounds.map((round, number) => (
              <td key={number}>{round.exhausted}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scrolled>
  );
}

export function Pairs({ poll, tally, exactly }: Props & { exactly: boolean }) {
  const w = pollWords.value.result;
  const label = labels(poll);
  const keys = poll.options.map((option) => option.key);
  const of = new Map(tally.pairs.map((pair) => [`${pair.over} ${pair.under}`, pair.ballots]));
  return (
    <details open={exactly || poll.method !== "IRV" || poll.state === "CLOSED"}>
      <summary>{w.pairs}</summary>
      <p class="quiet">{w.pairsHint}</p>
      <Scrolled name={w.pairs}>
        <table class="pairs">
          <thead>
            <tr>
              <td />
              {keys.map((key, place) => (
                <th key={key} scope="col" title={label(key)}>
                  <abbr title={label(key)}>{place + 1}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map((one, place) => (
              <tr key={one}>
                <th scope="row">
                  {place + 1}. {label(one)}
                </th>
                {keys.map((other) => {
                  const more = (of.get(`${one} ${other}`) ?? 0) > (of.get(`${other} ${one}`) ?? 0);
                  return (
                    <td key={other} class={more ? "more" : undefined}>
                      {one === other ? "–" : (of.get(`${one} ${other}`) ?? 0)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </details>
  );
}
