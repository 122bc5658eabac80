import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { day } from "../dates";
import { Refused } from "../parts/form";
import { Empty } from "../parts/states";
import { useTrying } from "../parts/trying";
import { joiningWords } from "../words/joining";
import type { InvitationItem } from "./invitations";

const Resend = graphql(`
  mutation Resend($input: InvitationInput!) { resendInvitation(input: $input) { invitation { ...InvitationRow } } }
`);

const Withdraw = graphql(`
  mutation Withdraw($input: InvitationInput!) { withdrawInvitation(input: $input) { invitation { ...InvitationRow } } }
`);

const ENDED = ["JOINED", "ANSWERED", "WITHDRAWN"];

/** Each invitation and what has become of it. */
export function Sent({ invitations, done }: { invitations: InvitationItem[]; done: () => void }) {
  const w = joiningWords.value;
  const said = useSignal("");
  const { run, busy, refusal } = useTrying();
  const act = async (sentence: string, doing: (idempotencyKey: string) => Promise<unknown>) => {
    said.value = "";
    if (await run(doing)) said.value = sentence;
    done();
  };
  return (
    <section class="part">
      <h2>{w.sent}</h2>
      <p class="sent" role="status">
        {said.value}
      </p>
      <Refused text={refusal.value?.message} />
      {invitations.length === 0 && <Empty>{w.none}</Empty>}
      <ul class="rows invitations">
        {invitations.map((one) => (
          <li key={one.id} class="row">
            <div>
              <p class="invited">
                <b>{who(one)}</b>
                <span class="state" data-state={one.state}>
                  {w.states[one.state]}
                </span>
              </p>
              <p class="row-facts">{facts(one).join(" · ")}</p>
              {one.state === "BOUNCED" && <p class="bounce">{w.bounce(one.bounce)}</p>}
            </div>
            {!ENDED.includes(one.state) && (
              <div class="buttons">
                {one.form !== "LINK" && one.state !== "WAITING" && (
                  <button
                    type="button"
                    class="outline small"
                    aria-label={w.resendTo(who(one))}
                    disabled={busy.value}
                    onClick={() =>
                      act(w.resent, (idempotencyKey) =>
                        ask(Resend, { input: { invitationId: one.id, idempotencyKey } }),
                      )
                    }
                  >
                    {w.resend}
                  </button>
                )}
                <button
                  type="button"
                  class="plain small"
                  aria-label={w.withdrawFrom(who(one))}
                  disabled={busy.value}
                  onClick={() =>
                    act(w.withdrawn, (idempotencyKey) =>
                      ask(Withdraw, { input: { invitationId: one.id, idempotencyKey } }),
                    )
                  }
                >
                  {w.withdraw}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function who(one: InvitationItem): string {
  const w = joiningWords.value;
  if (one.form === "LINK") return w.forLink;
  if (one.form === "OFFICE") return w.forOffice(one.city?.name ?? "");
  return one.acceptedBy?.name || one.name || one.email || "";
}

function facts(one: InvitationItem): string[] {
  const w = joiningWords.value;
  return [
    one.form === "LINK" ? w.used(one.uses, one.mostUses) : (one.email ?? ""),
    one.form === "OFFICE" ? "" : (one.city?.name ?? ""),
    w.kinds[one.kind],
    w.by(one.createdBy.name),
    ENDED.includes(one.state) ? "" : w.until(day(new Date(one.expiresAt))),
  ].filter(Boolean);
}
