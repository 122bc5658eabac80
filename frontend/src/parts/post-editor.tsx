import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { PostItem } from "../discussion";
import type { Attached } from "../uploads";
import { words } from "../words";
import { Attachables, AttachButton, useAttaching } from "./attaching";
import { Field } from "./field";
import { Form } from "./form";
import { BODY_LIMIT, bodyError, sendOnCtrlEnter } from "./writing";

const PostSource = graphql(`
  query PostSource($id: ID!) {
    node(id: $id) { __typename ... on Post { id body } }
  }
`);

const EditPost = graphql(`
  mutation EditPost($input: EditPostInput!) {
    editPost(input: $input) {
      post { ...PostText ...PostMay }
    }
  }
`);

type Props = { networkId: string; post: PostItem; done: (post: PostItem | undefined) => void };

/** One's own post, changed where it stands. */
export function PostEditor({ networkId, post, done }: Props) {
  const w = words.value;
  const body = useSignal<string | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  const files = useSignal<Attached[]>(post.files);
  const attaching = useAttaching({
    files: () => files.value,
    change: (chosen) => {
      files.value = chosen;
    },
    networkId,
  });
  const key = useRef(crypto.randomUUID());
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    ask(PostSource, { id: post.id })
      .then(({ node }) => {
        body.value = (node?.__typename === "Post" && node.body) || "";
      })
      .catch((error) => {
        refusal.value = refusalOf(error);
      });
  }, [post.id, body, refusal]);
  useEffect(() => {
    if (body.value !== undefined) area.current?.focus();
  }, [body.value === undefined]);

  const save = async () => {
    const text = body.value;
    if (text === undefined || busy.value || bodyError(text)) return;
    if (!attaching.ready(save)) return;
    busy.value = true;
    try {
      const fileIds = files.value.map((file) => file.id);
      const input = { postId: post.id, body: text, fileIds, idempotencyKey: key.current };
      done((await ask(EditPost, { input })).editPost.post);
    } catch (error) {
      refusal.value = refusalOf(error);
      if (!refusal.value.passing) key.current = crypto.randomUUID();
    }
    busy.value = false;
  };

  return (
    <Form
      {...attaching.handlers}
      class="editor"
      submit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") done(undefined);
        sendOnCtrlEnter(event, save);
      }}
    >
      <Field
        label={w.thread.editLabel}
        error={
          refusal.value?.message ??
          (body.value && body.value.length > BODY_LIMIT ? bodyError(body.value) : undefined)
        }
      >
        {(tied) => (
          <textarea
            {...tied}
            ref={area}
            rows={4}
            value={body.value ?? ""}
            disabled={body.value === undefined}
            onInput={(event) => {
              body.value = event.currentTarget.value;
              refusal.value = undefined;
            }}
          />
        )}
      </Field>
      <Attachables attaching={attaching} />
      <div class="buttons">
        <button type="submit" disabled={busy.value}>
          {w.thread.save}
        </button>
        <button type="button" class="plain" onClick={() => done(undefined)}>
          {w.cancel}
        </button>
        <AttachButton attaching={attaching} worded />
      </div>
    </Form>
  );
}
