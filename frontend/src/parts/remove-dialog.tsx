import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { PostItem } from "../discussion";
import { words } from "../words";
import { Field } from "./field";

const RemovePost = graphql(`
  mutation RemovePost($input: RemovePostInput!) {
    removePost(input: $input) {
      post { ...PostText viewerCan { edit { allowed } remove { allowed } } }
    }
  }
`);

type Props = { post: PostItem; done: (post: PostItem | undefined) => void };

export function RemoveDialog({ post, done }: Props) {
  const w = words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      const input = { postId: post.id, reason: reason.value.trim() || null, idempotencyKey: key.current };
      done((await ask(RemovePost, { input })).removePost.post);
    } catch (error) {
      refusal.value = refusalOf(error);
      if (!refusal.value.passing) key.current = crypto.randomUUID();
      busy.value = false;
    }
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby="remove-title"
      aria-describedby="remove-text"
      onClose={() => done(undefined)}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          remove();
        }}
      >
        <h2 id="remove-title">{w.thread.removeTitle}</h2>
        <p id="remove-text">{w.thread.removeText}</p>
        <Field label={w.thread.removeReason} error={refusal.value?.message}>
          {(tied) => (
            <input
              {...tied}
              maxLength={200}
              value={reason.value}
              onInput={(event) => {
                reason.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <div class="buttons">
          <button type="submit" class="grave" disabled={busy.value}>
            {w.thread.removeConfirm}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {w.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
