import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import { Field } from "../parts/field";
import { go } from "../router";
import { sayGoodbye } from "../viewer";
import { words } from "../words";
import { dataWords } from "../words/personal-data";

const Deactivate = graphql(`
  mutation Deactivate { deactivateAccount { left } }
`);

const RemoveOwnPosts = graphql(`
  mutation RemoveOwnPosts { removeOwnPosts { count } }
`);

const EraseAccount = graphql(`
  mutation EraseAccount($input: EraseAccountInput!) { eraseAccount(input: $input) { left } }
`);

type Own = { email: string; postCount: number };

/** For a while, or for good. */
export function Leaving({ own }: { own: Own }) {
  const w = dataWords.value;
  const asking = useSignal<"away" | "erase" | undefined>(undefined);
  const close = () => {
    asking.value = undefined;
  };
  return (
    <>
      <section class="part unprinted">
        <h2>{w.away}</h2>
        <p>{w.awayText}</p>
        <p class="buttons">
          <button
            type="button"
            class="outline"
            onClick={() => {
              asking.value = "away";
            }}
          >
            {w.awayButton}
          </button>
        </p>
      </section>
      <section class="part unprinted">
        <h2>{w.erase}</h2>
        <p>{w.eraseText(own.postCount)}</p>
        <p class="buttons">
          <button
            type="button"
            class="outline"
            onClick={() => {
              asking.value = "erase";
            }}
          >
            {w.eraseButton}
          </button>
        </p>
      </section>
      {asking.value === "away" && <Away close={close} />}
      {asking.value === "erase" && <Erase own={own} close={close} />}
    </>
  );
}

async function leave() {
  go("/", true);
  await sayGoodbye();
}

function Away({ close }: { close: () => void }) {
  const w = dataWords.value;
  const refusal = useSignal<Refusal | undefined>(undefined);
  const switchOff = async () => {
    try {
      await ask(Deactivate);
      await leave();
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  return (
    <Asked title={w.awayTitle} text={w.awayText} close={close}>
      <Buttons confirm={w.awayButton} refusal={refusal.value} close={close} act={switchOff} />
    </Asked>
  );
}

function Erase({ own, close }: { own: Own; close: () => void }) {
  const w = dataWords.value;
  const typed = useSignal("");
  const withPosts = useSignal(false);
  const said = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const erase = async () => {
    refusal.value = undefined;
    said.value = w.working;
    try {
      if (withPosts.value) said.value = w.removed((await ask(RemoveOwnPosts)).removeOwnPosts.count);
      await ask(EraseAccount, { input: { email: typed.value } });
      await leave();
    } catch (error) {
      said.value = "";
      refusal.value = refusalOf(error);
    }
  };
  const same = typed.value.trim().toLowerCase() === own.email;
  return (
    <Asked title={w.eraseTitle} text={w.eraseText(own.postCount)} close={close}>
      {own.postCount > 0 && (
        <label class="tick">
          <input
            type="checkbox"
            checked={withPosts.value}
            onChange={(event) => {
              withPosts.value = event.currentTarget.checked;
            }}
          />
          <span>
            {w.removePosts(own.postCount)}
            <small class="quiet">{w.removePostsHint}</small>
          </span>
        </label>
      )}
      <Field
        label={w.typeEmail(own.email)}
        error={refusal.value?.field === "email" ? refusal.value.message : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            type="email"
            autocomplete="off"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <p role="status" class="quiet">
        {said.value}
      </p>
      <Buttons
        confirm={w.eraseConfirm}
        refusal={refusal.value?.field === "email" ? undefined : refusal.value}
        close={close}
        act={erase}
        disabled={!same}
      />
    </Asked>
  );
}

function Asked(props: { title: string; text: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="leaving-title"
      aria-describedby="leaving-text"
      onClose={props.close}
    >
      <div class="asked">
        <h2 id="leaving-title">{props.title}</h2>
        <p id="leaving-text">{props.text}</p>
        {props.children}
      </div>
    </dialog>
  );
}

type ButtonsProps = {
  confirm: string;
  refusal: Refusal | undefined;
  close: () => void;
  act: () => Promise<void>;
  disabled?: boolean;
};

function Buttons({ confirm, refusal, close, act, disabled }: ButtonsProps) {
  const busy = useSignal(false);
  const once = async () => {
    busy.value = true;
    await act();
    busy.value = false;
  };
  return (
    <>
      <div role="alert">{refusal && <p class="error">{refusal.message}</p>}</div>
      <div class="buttons">
        <button type="button" class="grave" disabled={busy.value || disabled} onClick={once}>
          {confirm}
        </button>
        <button type="button" class="plain" onClick={close}>
          {words.value.cancel}
        </button>
      </div>
    </>
  );
}
