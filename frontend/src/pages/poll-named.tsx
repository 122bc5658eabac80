import { exact } from "../dates";
import { Scrolled } from "../parts/scrolled";
import { When } from "../parts/when";
import { pollWords } from "../words/polls";
import type { Poll } from "./poll-data";

/** Who voted how, city by city; nothing in a secret vote, and nothing before one may know. A protocol has the seconds. */
export function NamedBallots({ poll, exactly = false }: { poll: Poll; exactly?: boolean }) {
  const w = pollWords.value;
  if (poll.ballots.length === 0) return null;
  return (
    <Scrolled name={w.result.ballots}>
      <table class="named-ballots">
        <thead>
          <tr>
            <th scope="col">{w.result.city}</th>
            <th scope="col">{w.result.vote}</th>
            <th scope="col">{w.result.castBy}</th>
          </tr>
        </thead>
        <tbody>
          {poll.ballots.map((ballot) => {
            const last = ballot.history.at(-1);
            return (
              <tr key={`${ballot.seat.id}${last?.person.id}`}>
                <th scope="row">{ballot.seat.city.name}</th>
                <td>
                  {ballot.words}
                  {ballot.remark && <blockquote>{ballot.remark}</blockquote>}
                </td>
                <td>
                  {last && <Cast casting={last} exactly={exactly} />}
                  {ballot.history.length > 1 && (
                    <details class="history">
                      <summary>{w.ballot.replaced(ballot.history.length - 1)}</summary>
                      <ol>
                        {ballot.history.map((casting) => (
                          <li key={casting.at}>
                            <Cast casting={casting} exactly={exactly} />
                          </li>
                        ))}
                      </ol>
                    </details>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolled>
  );
}

type Casting = Poll["ballots"][number]["history"][number];

/** Who cast it and when, on whose word, and whether it came on paper. */
function Cast({ casting, exactly }: { casting: Casting; exactly: boolean }) {
  const w = pollWords.value.ballot;
  return (
    <>
      {casting.isPaper ? (
        <>
          <span class="paper">{w.paper}</span> {w.entered(casting.person.name)}
        </>
      ) : (
        casting.person.name
      )}
      <small>
        {exactly ? exact(new Date(casting.at)) : <When at={casting.at} />}
        {casting.preparedBy && `; ${w.preparedBy(casting.preparedBy.name)}`}
        {casting.approvedBy && `; ${w.approved(casting.approvedBy)}`}
      </small>
    </>
  );
}
