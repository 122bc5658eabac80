import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { type Refusal, refusalOf } from "../client";

/** One thing done at a time in a part of the page: what was refused, what was said, and where the focus goes then. */
export function useDoing() {
  const refusal = useSignal<Refusal | undefined>(undefined);
  const said = useSignal("");
  const busy = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const run = async (doing: () => Promise<string>) => {
    busy.value = true;
    refusal.value = undefined;
    said.value = "";
    try {
      said.value = await doing();
      heading.current?.focus({ preventScroll: true });
    } catch (error) {
      refusal.value = refusalOf(error);
    }
    busy.value = false;
  };
  return { refusal, said, busy, heading, run };
}

export type Doing = ReturnType<typeof useDoing>;
