import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { SeatKind } from "../contract/graphql";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { words } from "../words";
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

const NamesOfTowns = graphql(`
  query NamesOfTowns { towns }
`);

export type Change = { seat: Seat; act: "member" | "observer" | "end" };

/** Says what a change means for the city's people before it is made. */
export function ChangeDialog({ change, done }: { change: Change; done: (changed: boolean) => void }) {
  const w = citiesWords.value;
  const { seat, act } = change;
  const dialog = useRef<HTMLDialogElement>(null);
  const key = useRef(crypto.randomUUID());
  const reason = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  useEffect(() => dialog.current?.showModal(), []);
  const [title, text] = {
    member: [w.toMemberTitle, w.toMemberText] as const,
    observer: [w.toObserverTitle, w.toObserverText] as const,
    end: [w.endTitle, w.endText] as const,
  }[act];

  const submit = async () => {
    busy.value = true;
    const input = { seatId: seat.id, idempotencyKey: key.current };
    try {
      if (act === "end") await ask(EndSeat, { input: { ...input, reason: reason.value.trim() } });
      else await ask(ChangeSeat, { input: { ...input, kind: act === "member" ? "MEMBER" : "OBSERVER" } });
      done(true);
    } catch (error) {
      refusal.value = refusalOf(error);
      if (!refusal.value.passing) key.current = crypto.randomUUID();
      busy.value = false;
    }
  };

  return (
    <dialog ref={dialog} aria-labelledby="seat-title" onClose={() => done(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id="seat-title">{title(seat.city.name)}</h2>
        <p>{text}</p>
        {act === "end" && (
          <Field label={w.reason} error={refusal.value?.message}>
            {(tied) => (
              <input
                {...tied}
                required
                maxLength={500}
                value={reason.value}
                onInput={(event) => {
                  reason.value = event.currentTarget.value;
                }}
              />
            )}
          </Field>
        )}
        {act !== "end" && (
          <div role="alert">{refusal.value && <p class="error">{refusal.value.message}</p>}</div>
        )}
        <div class="buttons">
          <button type="submit" class={act === "end" ? "grave" : undefined} disabled={busy.value}>
            {act === "end" ? w.end : w.confirm}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** A seat for a city, by its name. */
export function AddCity({ networkId, done }: { networkId: string; done: () => Promise<void> }) {
  const w = citiesWords.value;
  const list = useId();
  const towns = useSignal<string[]>([]);
  const said = useSignal({ city: "", kind: "MEMBER" as SeatKind, programme: "" });
  const added = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  useEffect(() => {
    ask(NamesOfTowns)
      .then((answer) => {
        towns.value = answer.towns;
      })
      .catch(() => {});
  }, [towns]);
  const set = (part: Partial<typeof said.value>) => {
    said.value = { ...said.value, ...part };
    refusal.value = undefined;
    added.value = "";
  };

  const submit = async () => {
    busy.value = true;
    try {
      const { seat } = (await ask(SeatCity, { input: { networkId, ...said.value } })).seatCity;
      set({ city: "" });
      added.value = w.added(seat.city.name);
      await done();
    } catch (error) {
      refusal.value = refusalOf(error);
    }
    busy.value = false;
  };

  return (
    <section class="part">
      <h2>{w.add}</h2>
      <p class="quiet">{w.addHint}</p>
      <form
        class="sheet narrow"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={w.name} error={refusal.value?.message}>
          {(tied) => (
            <input
              {...tied}
              required
              list={list}
              autocomplete="off"
              value={said.value.city}
              onInput={(event) => set({ city: event.currentTarget.value })}
            />
          )}
        </Field>
        <datalist id={list}>
          {towns.value.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Choice
          name={w.kind}
          chosen={said.value.kind}
          among={[
            ["MEMBER", w.as.MEMBER],
            ["OBSERVER", w.as.OBSERVER],
          ]}
          choose={(kind) => set({ kind })}
        />
        <Field label={w.programme} hint={w.programmeHint}>
          {(tied) => (
            <input
              {...tied}
              maxLength={200}
              value={said.value.programme}
              onInput={(event) => set({ programme: event.currentTarget.value })}
            />
          )}
        </Field>
        <button type="submit" disabled={busy.value}>
          {w.submit}
        </button>
        <p class="sent" role="status">
          {added.value}
        </p>
      </form>
    </section>
  );
}
