import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../words";
import { Form, Refused } from "./form";
import { TextField } from "./text-field";
import { useTrying } from "./trying";

type Trying = ReturnType<typeof useTrying>;

/** A question in a window of its own, with what is to be filled in; it closes when it was done, or by Escape. */
export function AskingDialog(props: {
  title: string;
  text?: string;
  confirm: string;
  /** For what cannot be taken back. */
  grave?: boolean | undefined;
  ready?: boolean;
  /** How it asks for a reason, if it does. */
  reason?: string | undefined;
  /** What is done; it closes the window unless it gives false. */
  act: (idempotencyKey: string, reason: string) => Promise<unknown>;
  done?: (() => void) | undefined;
  close: () => void;
  /** A function says by itself what was refused, at its fields. */
  children?: ComponentChildren | ((trying: Trying) => ComponentChildren);
}) {
  const { title, text, confirm, grave, ready = true, reason, act, done, close, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const said = useSignal("");
  const trying = useTrying();
  const refused = trying.refusal.value?.message;
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async () => {
    if (!ready) return;
    let isOver = true;
    const isDone = await trying.run(async (key) => {
      isOver = (await act(key, said.value.trim())) !== false;
    });
    if (!isDone || !isOver) return;
    dialog.current?.close();
    done?.();
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={text ? `${id}-text` : undefined}
      onClose={close}
    >
      <Form submit={submit}>
        <h2 id={id}>{title}</h2>
        {text && <p id={`${id}-text`}>{text}</p>}
        {typeof children === "function" ? children(trying) : children}
        {reason && <TextField label={reason} bound={said} error={refused} />}
        {!reason && typeof children !== "function" && <Refused text={refused} />}
        <div class="buttons">
          <button type="submit" class={grave ? "grave" : undefined} disabled={trying.busy.value || !ready}>
            {confirm}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </Form>
    </dialog>
  );
}
