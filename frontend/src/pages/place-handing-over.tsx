import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { Form, Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { loadViewer } from "../viewer";
import { joiningWords } from "../words/joining";
import type { PlaceNetwork, PlaceStanding } from "./place";

const HandOverSeat = graphql(`
  mutation HandOverSeat($input: HandOverSeatInput!) { handOverSeat(input: $input) { standing { id } } }
`);

type Props = { network: PlaceNetwork; standing: PlaceStanding; isOwn: boolean; done: () => void };

/** To somebody who is here it passes at once; to an address when its invitation is accepted. */
export function HandOver({ network, standing, isOwn, done }: Props) {
  const w = joiningWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const to = useSignal<"here" | "mail">("mail");
  const draft = useSignal({ personId: "", name: "", email: "", function: "", reason: "" });
  const said = useSignal("");
  const set = (part: Partial<typeof draft.value>) => {
    said.value = "";
    draft.value = { ...draft.value, ...part };
  };
  if (!standing.viewerCan.handOver.allowed) {
    return said.value ? (
      <p class="sent">{said.value}</p>
    ) : (
      <p class="refused">{standing.viewerCan.handOver.reason}</p>
    );
  }
  const send = async () => {
    const { personId, name, email, function: does, reason } = draft.value;
    const whom = to.value === "here" ? { personId } : { name, email: email.trim() };
    const sent = await run((idempotencyKey) =>
      ask(HandOverSeat, {
        input: { standingId: standing.id, ...whom, function: does, reason, idempotencyKey },
      }),
    );
    if (!sent) return;
    said.value = to.value === "here" ? w.handedOver : w.handedOverByMail(email.trim());
    if (isOwn && to.value === "here") await loadViewer();
    done();
  };
  const people = new Map(network.people.edges.map(({ node }) => [node.person.id, node.person.name]));
  people.delete(standing.person.id);
  return (
    <section class="part">
      <h2>{w.handOver}</h2>
      <p>{w.handOverLead}</p>
      <Form class="sheet" submit={send}>
        <Choice
          name={w.toWhom}
          chosen={to.value}
          among={[
            ["mail", w.toSomebody.mail],
            ["here", w.toSomebody.here],
          ]}
          choose={(chosen) => (to.value = chosen)}
        />
        {to.value === "here" ? (
          <Field label={w.personHere}>
            {(tied) => (
              <select
                {...tied}
                value={draft.value.personId}
                onChange={(event) => set({ personId: event.currentTarget.value })}
              >
                <option value="">{w.choosePerson}</option>
                {[...people].map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : (
          <>
            <TextField
              label={w.name}
              value={draft.value.name}
              change={(name) => set({ name })}
              error={errorOf("name")}
            />
            <TextField
              label={w.email}
              type="email"
              value={draft.value.email}
              change={(email) => set({ email })}
              error={errorOf("email")}
            />
          </>
        )}
        <TextField
          label={`${w.function} (${w.optional})`}
          value={draft.value.function}
          change={(does) => set({ function: does })}
        />
        {!isOwn && (
          <TextField
            label={w.onWhoseWord}
            hint={w.onWhoseWordHint}
            value={draft.value.reason}
            change={(reason) => set({ reason })}
          />
        )}
        <Refused text={elsewhere(["name", "email"])} />
        <button type="submit" disabled={busy.value || (to.value === "here" && !draft.value.personId)}>
          {w.handOverNow}
        </button>
        <p class="sent" role="status">
          {said.value}
        </p>
      </Form>
    </section>
  );
}
