import { ask } from "../client";
import { graphql } from "../contract";
import { When } from "../parts/when";
import { securityWords } from "../words/security";
import type { Secured } from "./security";
import { useDoing } from "./security-doing";
import { Part } from "./security-part";

const EndSession = graphql(`
  mutation EndSession($sessionId: ID!) {
    endSession(input: { sessionId: $sessionId }) { sessions { id } }
  }
`);

const EndOtherSessions = graphql(`
  mutation EndOtherSessions { endOtherSessions { sessions { id } } }
`);

type Props = { sessions: NonNullable<Secured["sessions"]>; changed: () => Promise<void> };

/** The one that is looked at stands first and has no button: signing out here is on the page of the account. */
export function Sessions({ sessions, changed }: Props) {
  const w = securityWords.value;
  const doing = useDoing();
  const end = (ending: () => Promise<unknown>) =>
    doing.run(async () => {
      await ending();
      await changed();
      return w.signedOutThere;
    });
  const here = sessions.filter((session) => session.isCurrent);
  const elsewhere = sessions.filter((session) => !session.isCurrent);
  return (
    <Part title={w.sessions} doing={doing}>
      <ul class="ways">
        {[...here, ...elsewhere].map(({ id, device, lastUsedAt, isCurrent }) => (
          <li key={id}>
            <span>
              <b>{device || w.unknownDevice}</b> {isCurrent && <span class="tag">{w.thisSession}</span>}
              <small>
                {w.lastUsed} <When at={lastUsedAt} />
              </small>
            </span>
            {!isCurrent && (
              <button
                type="button"
                class="plain"
                disabled={doing.busy.value}
                aria-label={w.signOutThereNamed(device || w.unknownDevice)}
                onClick={() => end(() => ask(EndSession, { sessionId: id }))}
              >
                {w.signOutThere}
              </button>
            )}
          </li>
        ))}
      </ul>
      {elsewhere.length > 0 ? (
        <button
          type="button"
          class="outline"
          disabled={doing.busy.value}
          onClick={() => end(() => ask(EndOtherSessions))}
        >
          {w.signOutElsewhere}
        </button>
      ) : (
        <p class="quiet">{w.onlyHere}</p>
      )}
    </Part>
  );
}
