import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useTrying } from "../parts/trying";

/** One thing done at a time in a part of the page: what was refused, what was said, and where the focus goes then. */
export function useDoing() {
  const trying = useTrying();
  const said = useSignal("");
  const heading = useRef<HTMLHeadingElement>(null);
  const run = async (doing: () => Promise<string>) => {
    said.value = "";
    const isDone = await trying.run(async () => {
      said.value = await doing();
    });
    if (isDone) heading.current?.focus({ preventScroll: true });
  };
  return { ...trying, said, heading, run };
}

export type Doing = ReturnType<typeof useDoing>;
