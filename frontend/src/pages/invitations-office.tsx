import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { SeatKind } from "../contract/graphql";
import { Form, Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { joiningWords } from "../words/joining";
import type { NetworkHere } from "./invitations";
import { KindField } from "./invitations-kind";

const InviteOfficeNow = graphql(`
  mutation InviteOfficeNow($input: InviteOfficeInput!) { inviteOffice(input: $input) { invitation { id } } }
`);

export function InviteOffice({ network, done }: { network: NetworkHere; done: () => void }) {
  const w = joiningWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const email = useSignal("");
  const city = useSignal("");
  const kind = useSignal<SeatKind>("MEMBER");
  const invited = useSignal("");
  const send = async () => {
    const sent = await run((idempotencyKey) =>
      ask(InviteOfficeNow, {
        input: {
          networkId: network.id,
          email: email.value.trim(),
          city: city.value,
          kind: kind.value,
          idempotencyKey,
        },
      }),
    );
    if (!sent) return;
    invited.value = email.value.trim();
    email.value = city.value = "";
    done();
  };
  return (
    <Form class="sheet two" submit={send}>
      <p class="across">{w.officeLead}</p>
      <TextField label={w.officeEmail} type="email" bound={email} error={errorOf("email")} />
      <KindField<SeatKind>
        kinds={["MEMBER", "OBSERVER"]}
        chosen={kind.value}
        choose={(chosen) => (kind.value = chosen)}
      />
      <TownField bound={city} error={errorOf("city")} />
      <Refused class="across" text={elsewhere(["email", "city"])} />
      <button type="submit" disabled={busy.value}>
        {w.inviteOffice}
      </button>
      <p class="sent across" role="status">
        {invited.value && w.invited(invited.value)}
      </p>
    </Form>
  );
}
