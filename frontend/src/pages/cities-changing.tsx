import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { SeatKind } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { Choice } from "../parts/choice";
import { Form } from "../parts/form";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { citiesWords } from "../words/cities";
import type { Seat } from "./cities";

const SeatCity = graphql(`
  mutation SeatCity($input: SeatCityInput!) { seatCity(input: $input) { seat { id city { name } } } }
`);

const ChangeSeat = graphql(`
  mutation ChangeSeat($input: ChangeSeatInput!) { changeSeat(input: $input) { seat { id } } }
`);

const EndSeat = graphql(`
  mutation EndSeat($input: EndSeatInput!) { endSeat(input: $input) { seat { id } } }
`);

export type Change = { seat: Seat; act: "member" | "observer" | "end" };

/** Says what a change means for the city's people before it is made. */
export function ChangeDialog(props: { change: Change; done: () => void; close: () => void }) {
  const w = citiesWords.value;
  const { seat, act } = props.change;
  const [title, text] = {
    member: [w.toMemberTitle, w.toMemberText] as const,
    observer: [w.toObserverTitle, w.toObserverText] as const,
    end: [w.endTitle, w.endText] as const,
  }[act];
  const change = (idempotencyKey: string, reason: string) => {
    const input = { seatId: seat.id, idempotencyKey };
    if (act === "end") return ask(EndSeat, { input: { ...input, reason } });
    return ask(ChangeSeat, { input: { ...input, kind: act === "member" ? "MEMBER" : "OBSERVER" } });
  };
  return (
    <AskingDialog
      title={title(seat.city.name)}
      text={text}
      reason={act === "end" ? w.reason : undefined}
      confirm={act === "end" ? w.end : w.confirm}
      grave={act === "end"}
      act={change}
      done={props.done}
      close={props.close}
    />
  );
}

/** A seat for a city, by its name. */
export function AddCity({ networkId, done }: { networkId: string; done: () => Promise<void> }) {
  const w = citiesWords.value;
  const said = useSignal({ city: "", kind: "MEMBER" as SeatKind, programme: "" });
  const added = useSignal("");
  const { run, busy, refusal } = useTrying();
  const set = (part: Partial<typeof said.value>) => {
    said.value = { ...said.value, ...part };
    refusal.value = undefined;
    added.value = "";
  };
  const submit = () =>
    run(async () => {
      const { seat } = (await ask(SeatCity, { input: { networkId, ...said.value } })).seatCity;
      set({ city: "" });
      added.value = w.added(seat.city.name);
      await done();
    });
  return (
    <section class="part">
      <h2>{w.add}</h2>
      <p class="quiet">{w.addHint}</p>
      <Form class="sheet narrow" submit={submit}>
        <TownField
          label={w.name}
          hint=""
          value={said.value.city}
          change={(city) => set({ city })}
          error={refusal.value?.message}
        />
        <Choice
          name={w.kind}
          chosen={said.value.kind}
          among={[
            ["MEMBER", w.as.MEMBER],
            ["OBSERVER", w.as.OBSERVER],
          ]}
          choose={(kind) => set({ kind })}
        />
        <TextField
          label={w.programme}
          hint={w.programmeHint}
          maxLength={200}
          value={said.value.programme}
          change={(programme) => set({ programme })}
        />
        <button type="submit" disabled={busy.value}>
          {w.submit}
        </button>
        <p class="sent" role="status">
          {added.value}
        </p>
      </Form>
    </section>
  );
}
