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
      post { ...PostText ...PostMay }
    }
  }
`);

const HidePost = graphql(`
  mutation HidePost($input: HidePostInput!) {
    hidePost(input: $input) { post { ...PostText ...PostMay } }
  }
`);

type Props = { post: PostItem; done: (post: PostItem | undefined) => void };

/** One's own post goes without a word; a moderator says why. */
export function RemoveDialog({ post, done }: Props) {
  const w = words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  const key = useRef(crypto.randomUUID());
  const own = post.viewerCan?.remove.allowed;
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async () => {
    const given = reason.value.trim();
    if (busy.value || (!own && !given)) return;
    busy.value = true;
    try {
      const input = { postId: post.id, idempotencyKey: key.current };
      if (own) done((await ask(RemovePost, { input: { ...input, reason: given || null } })).removePost.post);
      else done((await ask(HidePost, { input: { ...input, reason: given } })).hidePost.post);
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
        <p id="remove-text">{own ? w.thread.removeText : w.thread.hideText}</p>
        <Field label={own ? w.thread.removeReason : w.thread.hideReason} error={refusal.value?.message}>
          {(tied) => (
            <input
              {...tied}
              maxLength={200}
              required={!own}
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
