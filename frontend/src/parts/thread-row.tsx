import { Lock, Pin } from "lucide";
import { graphql } from "../contract";
import type { ThreadLineFragment } from "../contract/graphql";
import { words } from "../words";
import { Icon } from "./icon";
import { RemarksMark } from "./remarks";
import { Count } from "./shell";
import { excerpt } from "./text";
import { When } from "./when";

graphql(`
  fragment ThreadLine on Thread {
    id
    title
    createdAt
    lastPostAt
    postCount
    isPinned
    closedAt
    feedbackBy
    board { id title }
    author { id name }
    posts(last: 1) {
      edges { node { id html removedAt createdAt author { name } seat { kind city { name } } } }
    }
  }
`);

type Props = { slug: string; thread: ThreadLineFragment; unread: number; boardShown?: boolean };

export function ThreadRow({ slug, thread, unread, boardShown }: Props) {
  const w = words.value;
  const last = thread.posts.edges[0]?.node;
  return (
    <li class={unread > 0 ? "row unread" : "row"}>
      <a href={`/sieci/${slug}/rozmowy/${thread.id}`}>
        <span class="row-title">{thread.title}</span>
        <Count count={unread} />
      </a>
      {last && (
        <p class="row-last">
          <b>{last.author.name}</b>
          {last.seat && `, ${last.seat.city.name}`}
          {": "}
          <span>{last.removedAt ? w.board.removed : excerpt(last.html)}</span>
        </p>
      )}
      <p class="row-facts">
        <ThreadMarks thread={thread} />
        {w.posts(thread.postCount)}
        {boardShown && thread.board && ` · ${thread.board.title}`}
        {" · "}
        <When at={thread.lastPostAt} />
      </p>
    </li>
  );
}

/** What a moderator has done with it. */
export function ThreadMarks({
  thread,
}: {
  thread: Pick<ThreadLineFragment, "isPinned" | "closedAt" | "feedbackBy">;
}) {
  const w = words.value.thread;
  return (
    <>
      <RemarksMark until={thread.feedbackBy} />
      {thread.isPinned && (
        <span class="mark-of-thread">
          <Icon shape={Pin} />
          {w.pinned}
        </span>
      )}
      {thread.closedAt && (
        <span class="mark-of-thread">
          <Icon shape={Lock} />
          {w.closed}
        </span>
      )}
    </>
  );
}
