import { pollWords } from "../words/polls";
import type { Poll } from "./poll-data";

/** On its face: who votes, who sees what and when, what it takes, how it is counted. */
export function PollRules({ poll }: { poll: Poll }) {
  const w = pollWords.value.rules;
  const members = poll.columns.find((column) => column.kind === "MEMBER");
  return (
    <>
      {(poll.majority || poll.quorum > 0) && (
        <section class="note">
          <h2>{poll.quorum > 0 ? w.quorum : w.majorityTitle}</h2>
          {poll.quorum > 0 && <p>{w.quorumOf(members?.turnout ?? null, poll.quorum)}</p>}
          {poll.majority && (
            <p>
              {w.majority[poll.majority]}
              {!poll.countsAbstentions && `; ${w.abstentionsOut}`}
            </p>
          )}
          {poll.voters === "BOTH" && <p class="quiet">{w.observersApart}</p>}
        </section>
      )}
      {poll.isSecret && (
        <section class="note">
          <h2>{w.secretTitle}</h2>
          <p>{w.secret}</p>
          <p class="quiet">{w.secretSame}</p>
          {poll.columns.some((column) => column.electors < 5) && <p class="waiting">{w.secretSmall}</p>}
        </section>
      )}
      <section class="note">
        <h2>{w.title}</h2>
        <dl>
          {!poll.importedFrom && (
            <>
              <dt>{w.voters}</dt>
              <dd>{w.who[poll.voters]}</dd>
              <dt>{w.sees}</dt>
              <dd>
                {w.members}: {w.from[poll.membersSee]}
              </dd>
              <dd>
                {w.observers}: {w.from[poll.observersSee]}
              </dd>
            </>
          )}
          <dt>{w.method}</dt>
          <dd>{pollWords.value.result.methods[poll.method]}</dd>
          {poll.kind !== "CONSENT" && poll.kind !== "YES_NO" && <dd>{w.ties[poll.ties]}</dd>}
        </dl>
        {!poll.importedFrom && (
          <p class="quiet">
            {w.frozen} {w.staff}
          </p>
        )}
      </section>
    </>
  );
}
