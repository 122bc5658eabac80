import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form } from "../parts/form";
import { SelectField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { named } from "../words";
import { coordinatingWords } from "../words/coordinating";
import type { Coordinated } from "./coordination";

const ChangeNetwork = graphql(`
  mutation ChangeNetwork($input: ChangeNetworkInput!) { changeNetwork(input: $input) { network { id } } }
`);

type Said = Pick<Coordinated, "state" | "isListed" | "showsCities" | "admitsHeadsOnly">;

/** How far a network has come and who may know of it; said first, then saved at once. */
export function Settings({ network, changed }: { network: Coordinated; changed: () => Promise<void> }) {
  const w = coordinatingWords.value;
  const { state, isListed, showsCities, admitsHeadsOnly } = network;
  const said = useSignal<Said>({ state, isListed, showsCities, admitsHeadsOnly });
  const outcome = useSignal<"" | "saved">("");
  const { run, busy, refusal } = useTrying();
  // What somebody else set meanwhile is what one begins from.
  useEffect(() => {
    said.value = { state, isListed, showsCities, admitsHeadsOnly };
  }, [said, state, isListed, showsCities, admitsHeadsOnly]);
  const set = (part: Partial<Said>) => {
    said.value = { ...said.value, ...part };
    outcome.value = "";
  };
  const save = () =>
    run(async () => {
      await ask(ChangeNetwork, { input: { networkId: network.id, ...said.value } });
      outcome.value = "saved";
      await changed();
    });
  return (
    <details class="settings-of-network">
      <summary>
        {w.settings}
        <span class="unseen">: {named(network)}</span>
      </summary>
      <Form class="sheet narrow" submit={save}>
        <SelectField
          label={w.state}
          hint={w.meaning[said.value.state]}
          error={refusal.value?.message}
          among={(["PLANNED", "FORMING", "WORKING", "CLOSED"] as const).map(
            (one) => [one, w.states[one]] as const,
          )}
          value={said.value.state}
          change={(state) => set({ state })}
        />
        <Check text={w.listed} is={said.value.isListed} set={(is) => set({ isListed: is })} />
        <Check text={w.shows} is={said.value.showsCities} set={(is) => set({ showsCities: is })} />
        <Check text={w.heads} is={said.value.admitsHeadsOnly} set={(is) => set({ admitsHeadsOnly: is })} />
        <button type="submit" disabled={busy.value}>
          {w.save}
        </button>
        <p class="sent" role="status">
          {outcome.value && w.saved}
        </p>
      </Form>
    </details>
  );
}

function Check({ text, is, set }: { text: string; is: boolean; set: (is: boolean) => void }) {
  const id = useId();
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={is} onChange={(event) => set(event.currentTarget.checked)} />
      <label for={id}>{text}</label>
    </div>
  );
}
