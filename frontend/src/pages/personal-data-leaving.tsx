import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { AskingDialog } from "../parts/asking-dialog";
import { Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { go } from "../router";
import { sayGoodbye } from "../viewer";
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
  return (
    <AskingDialog
      title={w.awayTitle}
      text={w.awayText}
      confirm={w.awayButton}
      grave
      act={() => ask(Deactivate)}
      done={leave}
      close={close}
    />
  );
}

function Erase({ own, close }: { own: Own; close: () => void }) {
  const w = dataWords.value;
  const typed = useSignal("");
  const withPosts = useSignal(false);
  const said = useSignal("");
  const erase = async () => {
    said.value = w.working;
    try {
      if (withPosts.value) said.value = w.removed((await ask(RemoveOwnPosts)).removeOwnPosts.count);
      await ask(EraseAccount, { input: { email: typed.value } });
    } catch (error) {
      said.value = "";
      throw error;
    }
  };
  return (
    <AskingDialog
      title={w.eraseTitle}
      text={w.eraseText(own.postCount)}
      confirm={w.eraseConfirm}
      grave
      ready={typed.value.trim().toLowerCase() === own.email}
      act={erase}
      done={leave}
      close={close}
    >
      {({ errorOf, elsewhere }) => (
        <>
          {own.postCount > 0 && (
            <label class="tick">
              <input
                type="checkbox"
                checked={withPosts.value}
                onChange={(event) => (withPosts.value = event.currentTarget.checked)}
              />
              <span>
                {w.removePosts(own.postCount)}
                <small class="quiet">{w.removePostsHint}</small>
              </span>
            </label>
          )}
          <TextField label={w.typeEmail(own.email)} type="email" bound={typed} error={errorOf("email")} />
          <p role="status" class="quiet">
            {said.value}
          </p>
          <Refused text={elsewhere(["email"])} />
        </>
      )}
    </AskingDialog>
  );
}
