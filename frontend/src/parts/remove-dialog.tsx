import { ask } from "../client";
import { graphql } from "../contract";
import type { PostItem } from "../discussion";
import { words } from "../words";
import { AskingDialog } from "./asking-dialog";

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

type Props = { post: PostItem; placed: (post: PostItem) => void; close: () => void };

/** One's own post goes without a word; a moderator says why. */
export function RemoveDialog({ post, placed, close }: Props) {
  const w = words.value.thread;
  const own = post.viewerCan?.remove.allowed;
  const remove = async (idempotencyKey: string, reason: string) => {
    const input = { postId: post.id, reason, idempotencyKey };
    if (own) placed((await ask(RemovePost, { input: { ...input, reason: reason || null } })).removePost.post);
    else placed((await ask(HidePost, { input })).hidePost.post);
  };
  return (
    <AskingDialog
      title={w.removeTitle}
      text={own ? w.removeText : w.hideText}
      reason={own ? w.removeReason : w.hideReason}
      confirm={w.removeConfirm}
      grave
      act={remove}
      close={close}
    />
  );
}
