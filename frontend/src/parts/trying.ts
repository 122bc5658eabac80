import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Refusal, refusalOf } from "../client";

/** Doing something with a form: one try at a time, the refusal kept, and a key so that a repeated try does nothing twice. */
export function useTrying() {
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  const run = async (act: (idempotencyKey: string) => Promise<unknown>) => {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = undefined;
    try {
      await act(key.current);
      key.current = crypto.randomUUID();
      return true;
    } catch (error) {
      refusal.value = refusalOf(error);
      if (!refusal.value.passing) key.current = crypto.randomUUID();
      return false;
    } finally {
      busy.value = false;
    }
  };
  const errorOf = (field: string) => (refusal.value?.field === field ? refusal.value.message : undefined);
  const elsewhere = (fields: string[]) =>
    refusal.value && !fields.includes(refusal.value.field ?? "") ? refusal.value.message : undefined;
  return { refusal, busy, run, errorOf, elsewhere };
}
