import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Refusal, refusalOf } from "./client";

/** A page's data, asked for when it opens, and again when that is said. */
export function useOnce<T>(load: () => Promise<T>) {
  const data = useSignal<T | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const reload = async () => {
    refusal.value = undefined;
    try {
      data.value = await load();
    } catch (error) {
      data.value = undefined;
      refusal.value = refusalOf(error);
    }
  };
  useEffect(() => {
    reload();
  }, []);
  return { data, refusal, reload };
}
