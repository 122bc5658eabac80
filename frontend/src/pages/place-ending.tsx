import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go } from "../router";
import { loadViewer } from "../viewer";
import { named, words } from "../words";
import { joiningWords } from "../words/joining";
import type { PlaceNetwork, PlaceStanding } from "./place";

const LeaveNetwork = graphql(`
  mutation LeaveNetwork($input: LeaveNetworkInput!) { leaveNetwork(input: $input) { left } }
`);

const EndStanding = graphql(`
  mutation EndStanding($input: EndStandingInput!) { endStanding(input: $input) { standing { id } } }
`);

const EndSeat = graphql(`
  mutation EndSeat($input: EndSeatInput!) { endSeat(input: $input) { seat { id } } }
`);

export function Leaving({ network }: { network: PlaceNetwork }) {
  const w = joiningWords.value;
  const asks = useSignal(false);
  const leave = async () => {
    await ask(LeaveNetwork, { input: { networkId: network.id } });
    await loadViewer();
    go("/");
  };
  return (
    <section class="part">
      <h2>{w.leave}</h2>
      <p>{w.leaveLead}</p>
      <button type="button" class="outline" onClick={() => (asks.value = true)}>
        {w.leave}
      </button>
      {asks.value && (
        <Confirm
          title={w.leaveTitle(named(network))}
          text={w.leaveText}
          button={w.leaveNow}
          act={leave}
          close={() => (asks.value = false)}
        />
      )}
    </section>
  );
}

export function Ending({ standing, slug }: { standing: PlaceStanding; slug: string }) {
  const w = joiningWords.value;
  const asks = useSignal<"person" | "seat" | undefined>(undefined);
  const close = () => {
    asks.value = undefined;
  };
  const endPerson = async (reason: string, idempotencyKey: string) => {
    await ask(EndStanding, { input: { standingId: standing.id, reason, idempotencyKey } });
    go(`/sieci/${slug}/ludzie`);
  };
  const endSeat = async (reason: string, idempotencyKey: string) => {
    await ask(EndSeat, { input: { seatId: standing.seat?.id ?? "", reason, idempotencyKey } });
    go(`/sieci/${slug}/ludzie`);
  };
  const city = standing.seat?.city.name;
  return (
    <>
      <section class="part">
        <h2>{w.end}</h2>
        <p>{w.endLead}</p>
        <button type="button" class="outline" onClick={() => (asks.value = "person")}>
          {w.endNow}
        </button>
      </section>
      {city && (
        <section class="part">
          <h2>{w.endSeat}</h2>
          <p>{w.endSeatLead}</p>
          <button type="button" class="outline" onClick={() => (asks.value = "seat")}>
            {w.endSeat}
          </button>
        </section>
      )}
      {asks.value === "person" && (
        <Confirm
          title={w.endTitle(standing.person.name)}
          text={w.endLead}
          button={w.endNow}
          needsReason
          act={endPerson}
          close={close}
        />
      )}
      {asks.value === "seat" && city && (
        <Confirm
          title={w.endSeatTitle(city)}
          text={w.endSeatLead}
          button={w.endSeat}
          needsReason
          act={endSeat}
          close={close}
        />
      )}
    </>
  );
}

type ConfirmProps = {
  title: string;
  text: string;
  button: string;
  needsReason?: boolean;
  act: (reason: string, idempotencyKey: string) => Promise<void>;
  close: () => void;
};

function Confirm({ title, text, button, needsReason, act, close }: ConfirmProps) {
  const w = joiningWords.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal("");
  const { run, busy, refusal } = useTrying();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" aria-describedby="confirm-text" onClose={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run((idempotencyKey) => act(reason.value, idempotencyKey));
        }}
      >
        <h2 id="confirm-title">{title}</h2>
        <p id="confirm-text">{text}</p>
        {needsReason ? (
          <TextField
            label={w.endReason}
            value={reason.value}
            change={(said) => (reason.value = said)}
            error={refusal.value?.message}
          />
        ) : (
          <div role="alert">{refusal.value && <p class="error">{refusal.value.message}</p>}</div>
        )}
        <div class="buttons">
          <button type="submit" class="grave" disabled={busy.value}>
            {button}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
