import { type ReadonlySignal, useSignal } from "@preact/signals";
import { ArrowDown } from "lucide";
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { arranged, firstOf, hasNewer, hasOlder, lastOf, type PostItem } from "../discussion";
import { Composer } from "../parts/composer";
import { Icon } from "../parts/icon";
import { lazy } from "../parts/lazy";
import { Post, type PostActs } from "../parts/post";
import { Typing } from "../parts/presence";
import { RemoveDialog } from "../parts/remove-dialog";
import { seatToSend } from "../parts/seat-choice";
import { Empty } from "../parts/states";
import type { Present } from "../presence";
import { quoteOf, withQuotes } from "../quoting";
import { route } from "../router";
import { showSmoothly } from "../scroll";
import { sendingAt } from "../sending";
import { viewer } from "../viewer";
import { words } from "../words";
import type { Held } from "./thread-loading";
import { pointedAt } from "./thread-opening";

const PostDialog = lazy(async () => (await import("../parts/post-dialogs")).PostDialog, true);

const ReplyToThread = graphql(`
  mutation ReplyToThread($input: ReplyInput!) {
    reply(input: $input) {
      post { ...PostText ...PostMay }
    }
  }
`);

type PostsProps = {
  held: Held;
  people: ReadonlySignal<Present[]>;
  readAtOpening: number;
  place: (post: PostItem) => void;
  showOlder: () => Promise<void>;
  showNewer: () => Promise<void>;
  news: number;
  showNews: () => void;
  keeping: Pick<PostActs, "markUnread">;
};

export function Posts({
  held,
  people,
  readAtOpening,
  place,
  showOlder,
  showNewer,
  news,
  showNews,
  keeping,
}: PostsProps) {
  const w = words.value;
  const { network, thread, discussion } = held;
  const editing = useSignal<string | undefined>(undefined);
  const removing = useSignal<PostItem | undefined>(undefined);
  const asked = useSignal<{ what: "history" | "report" | "claim"; post: PostItem } | undefined>(undefined);
  const said = useSignal("");
  const area = useRef<HTMLTextAreaElement>(null);
  const me = viewer.value?.person.id;
  const path = `/sieci/${network.slug}/rozmowy/${thread.id}`;
  const pointed = pointedAt(route.value.hash);
  const mayReply = thread.viewerCan.reply;
  const firstNew = discussion.posts.find(
    (post) => post.position > readAtOpening && post.author.id !== me && !post.removedAt,
  );
  const above = useReached(showOlder, firstOf(discussion));
  const below = useReached(showNewer, lastOf(discussion));

  const sending = sendingAt(thread.id);
  sending.send = async (draft) => {
    const input = {
      ...{
        threadId: thread.id,
        body: withQuotes(draft.body, draft.quotes),
        replyToId: draft.replyToId ?? null,
      },
      ...{ seatId: seatToSend(network.id, draft.seatId), idempotencyKey: draft.key },
      fileIds: (draft.files ?? []).map((file) => file.id),
    };
    const { post } = (await ask(ReplyToThread, { input })).reply;
    place(post);
    requestAnimationFrame(() => showSmoothly(document.getElementById(`wpis-${post.id}`), "nearest"));
  };

  const acts: PostActs = {
    ...keeping,
    reply: mayReply.allowed
      ? (post) => {
          sending.change({ replyToId: post.id, replyToName: post.author.name });
          area.current?.focus();
        }
      : undefined,
    quote: mayReply.allowed
      ? (post) => {
          const quotes = [...(sending.draft.peek().quotes ?? []), quoteOf(post)];
          sending.change({ quotes, replyToId: post.id, replyToName: post.author.name });
          area.current?.focus();
        }
      : undefined,
    edit: (post) => {
      editing.value = post.id;
    },
    edited: (post) => {
      if (post) place(post);
      const id = editing.value;
      editing.value = undefined;
      document.getElementById(`wpis-${id}`)?.focus({ preventScroll: true });
    },
    remove: (post) => {
      removing.value = post;
    },
    mayReact: mayReply.allowed,
    placed: place,
    ask: (what, post) => {
      asked.value = { what, post };
    },
    say: (text) => {
      said.value = text;
    },
  };

  return (
    <>
      {hasOlder(discussion) && (
        <button type="button" class="quiet-button" ref={above} onClick={showOlder}>
          {w.showOlder}
        </button>
      )}
      <section class="posts" aria-label={w.thread.list}>
        {discussion.posts.length === 0 && <Empty>{w.thread.nothing}</Empty>}
        {arranged(discussion.posts).map(({ post, nested }) => (
          <Fragment key={post.id}>
            {post === firstNew && readAtOpening > 0 && (
              <p class="new" id="nowe">
                {w.thread.new}
              </p>
            )}
            <Post
              networkId={network.id}
              post={post}
              path={path}
              pointed={pointed === post.id || pointed === post.position}
              nested={nested}
              editing={editing.value === post.id}
              acts={acts}
            />
          </Fragment>
        ))}
      </section>
      {hasNewer(discussion) && (
        <button type="button" class="quiet-button" ref={below} onClick={showNewer}>
          {w.showNewer}
        </button>
      )}
      <div class="desk">
        <div class="pill-place">
          <NewsPill count={news} show={showNews} />
          <Typing people={people} />
        </div>
        {mayReply.allowed ? (
          <Composer
            sending={sending}
            networkId={network.id}
            threadId={thread.id}
            area={area}
            readers={w.whoReads(thread.audience, network.memberCityCount, network.observerCityCount)}
          />
        ) : (
          <p class="refused">{mayReply.reason}</p>
        )}
      </div>
      <div role="status" class="said">
        {said.value}
      </div>
      {asked.value && (
        <PostDialog
          asked={asked.value.what}
          post={asked.value.post}
          done={(text) => {
            const id = asked.value?.post.id;
            asked.value = undefined;
            if (text) said.value = text;
            document.getElementById(`wpis-${id}`)?.focus({ preventScroll: true });
          }}
        />
      )}
      {removing.value && (
        <RemoveDialog
          post={removing.value}
          placed={place}
          close={() => {
            const id = removing.value?.id;
            removing.value = undefined;
            document.getElementById(`wpis-${id}`)?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}

/** Does it as soon as the button comes near the screen, once for each window. */
function useReached(reached: () => Promise<void>, edge: number) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef({ reached, busy: false });
  latest.current.reached = reached;
  useEffect(() => {
    if (!button.current) return;
    const watch = new IntersectionObserver(
      async ([entry]) => {
        if (!entry?.isIntersecting || latest.current.busy) return;
        latest.current.busy = true;
        await latest.current.reached().catch(() => {});
        latest.current.busy = false;
      },
      { rootMargin: "800px 0px" },
    );
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [edge]);
  return button;
}

function NewsPill({ count, show }: { count: number; show: () => void }) {
  return (
    <div role="status">
      {count > 0 && (
        <button type="button" class="pill" onMouseDown={(event) => event.preventDefault()} onClick={show}>
          <Icon shape={ArrowDown} />
          {words.value.newPosts(count)}
        </button>
      )}
    </div>
  );
}
