import { Reply } from "lucide";
import { graphql } from "../contract";
import type { PostItem } from "../discussion";
import { words } from "../words";
import { Attachments } from "./attachments";
import { Byline, Face } from "./byline";
import { Icon } from "./icon";
import { Acts } from "./post-acts";
import { PostEditor } from "./post-editor";
import { Prose } from "./text";
import { When } from "./when";

graphql(`
  fragment PostText on Post {
    id
    position
    author { id name isFormer isImported }
    seat { id kind city { id name } }
    replyTo { id position author { name } }
    under { id }
    html
    files { ...Attached }
    createdAt
    editedAt
    removedAt
    removedBy { id name }
    removalReason
  }
`);

graphql(`
  fragment PostMay on Post {
    bookmark { note }
    reactions { kind count }
    viewerReactions
    viewerCan { edit { allowed } remove { allowed } hide { allowed } react { allowed } report { allowed } claim { allowed } }
  }
`);

export type PostActs = {
  reply: ((post: PostItem) => void) | undefined;
  quote: ((post: PostItem) => void) | undefined;
  edit: (post: PostItem) => void;
  edited: (post: PostItem | undefined) => void;
  remove: (post: PostItem) => void;
  markUnread: (post: PostItem) => Promise<void>;
  /** For posts that came by event, which carries no answer that depends on the reader. */
  mayReact: boolean;
  placed: (post: PostItem) => void;
  ask: (asked: "history" | "report" | "claim", post: PostItem) => void;
  say: (said: string) => void;
};

type Props = {
  networkId: string;
  post: PostItem;
  path: string;
  pointed: boolean;
  nested: boolean;
  editing: boolean;
  acts: PostActs;
};

export function Post({ networkId, post, path, pointed, nested, editing, acts }: Props) {
  const w = words.value.thread;
  const named = `wpis-${post.id}`;
  return (
    <article
      class={`post${pointed ? " pointed" : ""}${nested ? " nested" : ""}`}
      id={named}
      tabIndex={-1}
      aria-labelledby={`${named}-who`}
      data-position={post.position}
    >
      <Face name={post.author.name} id={post.author.id} observer={post.seat?.kind === "OBSERVER"} />
      <div class="post-body">
        <header class="who" id={`${named}-who`}>
          <Byline
            name={post.author.name}
            seat={post.author.isFormer ? null : post.seat}
            path={post.author.isFormer ? undefined : whoIs(path, post.author.id)}
          />
          <a class="date" href={`${path}#${named}`}>
            <When at={post.createdAt} />
            <span class="unseen">, {w.permalink(post.position)}</span>
          </a>
          {post.author.isImported && <span class="edited">{w.imported}</span>}
          {post.editedAt && !post.removedAt && (
            <span class="edited">
              {w.edited}, <When at={post.editedAt} />
            </span>
          )}
        </header>
        {post.replyTo && !(nested && post.replyTo.id === post.under?.id) && (
          <a class="answered" href={`${path}#wpis-${post.replyTo.id}`}>
            <Icon shape={Reply} />
            {w.inReplyTo(post.replyTo.author.name)}
          </a>
        )}
        {post.removedAt ? (
          <Tombstone post={post} />
        ) : editing ? (
          <PostEditor networkId={networkId} post={post} done={acts.edited} />
        ) : (
          <>
            <Prose html={post.html ?? ""} />
            <Attachments files={post.files} />
            <Acts post={post} link={`${path}#${named}`} acts={acts} />
          </>
        )}
        <span class="post-end" data-position={post.position} />
      </div>
    </article>
  );
}

/** From a thread's address to that of somebody in its network. */
function whoIs(path: string, person: string): string {
  return path.replace(/\/rozmowy\/.*$/, `/ludzie/${person}`);
}

function Tombstone({ post }: { post: PostItem }) {
  const w = words.value.thread;
  const own = !post.removedBy || post.removedBy.id === post.author.id;
  return (
    <p class="tombstone">
      {own ? w.tombstone : w.removedBy(post.removedBy?.name ?? "")}
      {post.removedAt && (
        <>
          {" · "}
          <When at={post.removedAt} />
        </>
      )}
      {post.removalReason && <span>{w.removedWhy(post.removalReason)}</span>}
    </p>
  );
}
