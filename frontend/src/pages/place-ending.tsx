import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { AskingDialog } from "../parts/asking-dialog";
import { go } from "../router";
import { loadViewer } from "../viewer";
import { named } from "../words";
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
        <AskingDialog
          title={w.leaveTitle(named(network))}
          text={w.leaveText}
          confirm={w.leaveNow}
          grave
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
  const endPerson = async (idempotencyKey: string, reason: string) => {
    await ask(EndStanding, { input: { standingId: standing.id, reason, idempotencyKey } });
    go(`/sieci/${slug}/ludzie`);
  };
  const endSeat = async (idempotencyKey: string, reason: string) => {
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
        <AskingDialog
          title={w.endTitle(standing.person.name)}
          text={w.endLead}
          confirm={w.endNow}
          reason={w.endReason}
          grave
          act={endPerson}
          close={close}
        />
      )}
      {asks.value === "seat" && city && (
        <AskingDialog
          title={w.endSeatTitle(city)}
          text={w.endSeatLead}
          confirm={w.endSeat}
          reason={w.endReason}
          grave
          act={endSeat}
          close={close}
        />
      )}
    </>
  );
}
