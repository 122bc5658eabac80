import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { StandingKind } from "../contract/graphql";
import { Form, Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { joiningWords } from "../words/joining";
import type { NetworkHere } from "./invitations";
import { KindField, kindsFor } from "./invitations-kind";

const InvitePersonNow = graphql(`
  mutation InvitePersonNow($input: InvitePersonInput!) { invitePerson(input: $input) { invitation { id } } }
`);

const EMPTY = { email: "", name: "", function: "", city: "" };

export function InvitePerson({ network, done }: { network: NetworkHere; done: () => void }) {
  const w = joiningWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const draft = useSignal(EMPTY);
  const kind = useSignal<StandingKind>("MEMBER");
  const invited = useSignal("");
  const set = (part: Partial<typeof EMPTY>) => {
    invited.value = "";
    draft.value = { ...draft.value, ...part };
  };
  const forCity = kind.value === "MEMBER" || kind.value === "OBSERVER";
  const send = async () => {
    const { email, name, function: does, city } = draft.value;
    const sent = await run((idempotencyKey) =>
      ask(InvitePersonNow, {
        input: {
          networkId: network.id,
          email: email.trim(),
          name,
          function: does,
          kind: kind.value,
          city: forCity ? city : null,
          idempotencyKey,
        },
      }),
    );
    if (!sent) return;
    draft.value = { ...EMPTY, city };
    invited.value = email.trim();
    done();
  };
  return (
    <Form class="sheet two" submit={send}>
      <TextField
        label={w.email}
        type="email"
        value={draft.value.email}
        change={(email) => set({ email })}
        error={errorOf("email")}
      />
      <KindField kinds={kindsFor(network)} chosen={kind.value} choose={(chosen) => (kind.value = chosen)} />
      {forCity && (
        <TownField value={draft.value.city} change={(city) => set({ city })} error={errorOf("city")} />
      )}
      <TextField
        label={w.name}
        hint={w.nameHint}
        value={draft.value.name}
        change={(name) => set({ name })}
        error={errorOf("name")}
      />
      <TextField
        label={`${w.function} (${w.optional})`}
        value={draft.value.function}
        change={(does) => set({ function: does })}
        error={errorOf("function")}
      />
      <Refused class="across" text={elsewhere(["email", "city", "name", "function"])} />
      <button type="submit" disabled={busy.value}>
        {w.invite}
      </button>
      <p class="sent across" role="status">
        {invited.value && w.invited(invited.value)}
      </p>
    </Form>
  );
}
