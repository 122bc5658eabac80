import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../words";
import { useTrying } from "./trying";

type Trying = ReturnType<typeof useTrying>;

/** A question in a window of its own, with what is to be filled in; it closes when it was done, or by Escape. */
export function AskingDialog(props: {
  title: string;
  confirm: string;
  close: () => void;
  /** What is done; it closes the window unless it gives false. */
  act: (idempotencyKey: string) => Promise<unknown>;
  ready?: boolean;
  children: (trying: Trying) => ComponentChildren;
}) {
  const { title, confirm, close, act, ready = true, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const trying = useTrying();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <form
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          if (!ready) return;
          let isOver = true;
          const isDone = await trying.run(async (key) => {
            isOver = (await act(key)) !== false;
          });
          if (isDone && isOver) dialog.current?.close();
        }}
      >
        <h2 id={id}>{title}</h2>
        {children(trying)}
        <div class="buttons">
          <button type="submit" disabled={trying.busy.value || !ready}>
            {confirm}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** One of several, by name. */
export function Options(props: {
  tied: object;
  value: string;
  among: [string, string][];
  choose: (value: string) => void;
}) {
  return (
    <select {...props.tied} value={props.value} onChange={(event) => props.choose(event.currentTarget.value)}>
      {props.among.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}
