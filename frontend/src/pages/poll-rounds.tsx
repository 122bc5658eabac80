import { Scrolled } from "../parts/scrolled";
import { pollWords } from "../words/polls";
import type { Poll, Tally } from "./poll-data";

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

/** The rounds of an instant runoff, from the first to the last, as bars that grow while others drop out. */
export function Rounds({ poll, tally }: Props) {
  const w = pollWords.value.result;
  const label = labels(poll);
  const { rounds } = tally;
  if (rounds.length === 0) return null;
  return (
    <details open={poll.method === "IRV"}>
      <summary>{w.rounds}</summary>
      <ol class="rounds">
        {rounds.map((round, number) => (
          <li key={round.totals.map(({ option }) => option).join()}>
            <b>{w.round(number + 1)}</b>
            <ul class="bars">
              {round.totals.map(({ option, total }) => (
                <li key={option} class={round.eliminated.includes(option) ? "out" : undefined}>
                  <span class="bar-name">
                    {label(option)}
                    {round.eliminated.includes(option) && <small>{w.out}</small>}
                  </span>
                  <span class="bar-count">{total}</span>
                  <span class="bar" style={{ "--share": total / Math.max(tally.ballots, 1) }} />
                </li>
              ))}
            </ul>
            {round.exhausted > 0 && <p class="quiet">{w.exhausted(round.exhausted)}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function Pairs({ poll, tally }: Props) {
  const w = pollWords.value.result;
  const label = labels(poll);
  const keys = poll.options.map((option) => option.key);
  const of = new Map(tally.pairs.map((pair) => [`${pair.over} ${pair.under}`, pair.ballots]));
  return (
    <details open={poll.method !== "IRV" || poll.state === "CLOSED"}>
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

function labels(poll: Poll): (key: string) => string {
  const byKey = new Map(poll.options.map((option) => [option.key, option.label]));
  return (key) => byKey.get(key) ?? key;
}
