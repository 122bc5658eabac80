import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words";

type Props = {
  label: string;
  /** What is done to what, for who hears the button and does not see its row. */
  name: string;
  question: string;
  yes: string;
  busy: boolean;
  run: () => void;
};

/** A button for what cannot be undone: it asks once, in its place. */
export function Sure({ label, name, question, yes, busy, run }: Props) {
  const asked = useSignal(false);
  const first = useRef<HTMLButtonElement>(null);
  const second = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (asked.value) second.current?.focus();
    else if (wasAsked.current) first.current?.focus();
    wasAsked.current = asked.value;
  }, [asked.value]);
  if (!asked.value) {
    return (
      <button
        ref={first}
        type="button"
        class="plain"
        aria-label={name}
        disabled={busy}
        onClick={() => {
          asked.value = true;
        }}
      >
        {label}
      </button>
    );
  }
  return (
    <fieldset class="sure">
      <legend>{question}</legend>
      <div class="buttons">
        <button ref={second} type="button" class="grave" disabled={busy} onClick={run}>
          {yes}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => {
            asked.value = false;
          }}
        >
          {words.value.cancel}
        </button>
      </div>
    </fieldset>
  );
}
