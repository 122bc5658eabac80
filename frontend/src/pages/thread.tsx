import { useSignal } from "@preact/signals";
import { ArrowDown } from "lucide";
import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { type PostItem, place, postsOf, withNews, withPost } from "../discussion";
import { Composer } from "../parts/composer";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Post, type PostActs } from "../parts/post";
import { RemoveDialog } from "../parts/remove-dialog";
import { seatToSend } from "../parts/seat-choice";
import { Reading } from "../parts/shell";
import { Empty, Failed, Loading, NotFound } from "../parts/states";
import { route, takeReturning } from "../router";
import { atEnd, holdStill, show, showSmoothly } from "../scroll";
import { useSeen } from "../seen";
import { sendingAt } from "../sending";
import { useSnapshot } from "../snapshot";
import { viewer } from "../viewer";
import { words } from "../words";
import { type Held, loadThread, newer, older } from "./thread-loading";
import { About, Crumbs, Writing } from "./thread-margin";

const ReplyToThread = graphql(`
  mutation ReplyToThread($input: ReplyInput!) {
    reply(input: $input) {
      post { ...PostText viewerCan { edit { allowed } remove { allowed } } }
    }
  }
`);

const OwnPosts = graphql(`
  query OwnPosts($ids: [ID!]!) {
    nodes(ids: $ids) { __typename ... on Post { id viewerCan { edit { allowed } remove { allowed } } } }
  }
`);

type Params = { slug: string; threadId: string };

export function ThreadPage({ slug, threadId }: Params) {
  const { data, refusal, reload } = useSnapshot<Held>(
    (held) => loadThread(slug, threadId, held, pointedAt()),
    (held, events) => {
      hear(held, postsOf(threadId, events));
      return { ...held, discussion: withNews(held.discussion, threadId, events) };
    },
  );
  // Where "new" begins is settled when the page opens, and stays while it is read.
  const readAtOpening = useSignal<number | undefined>(undefined);
  const below = useSignal<ReadonlySet<string>>(new Set());
  const pinned = useRef(false);

  const held = data.value;
  if (held && readAtOpening.value === undefined) readAtOpening.value = held.thread.readPosition;
  const posts = held?.discussion.posts ?? [];
  const seen = useSeen(threadId, held?.thread.readPosition, `${posts.length}/${posts.at(-1)?.id}`);

  const hear = (known: Held, come: PostItem[]) => {
    const fresh = come.filter(
      (post) =>
        post.position > known.discussion.highest &&
        !post.removedAt &&
        post.author.id !== viewer.peek()?.person.id,
    );
    if (fresh.length === 0) return;
    pinned.current = atEnd() && document.visibilityState === "visible" && !known.discussion.newerThan;
    below.value = new Set([...below.value, ...fresh.map((post) => `${post.position}`)]);
  };

  // What was below has been seen.
  useEffect(() => {
    const left = [...below.value].filter((position) => Number(position) > seen.value);
    if (left.length < below.value.size) below.value = new Set(left);
  }, [seen.value, below.value]);

  useOpening(held, readAtOpening.value);
  useLayoutEffect(() => {
    if (pinned.current) showSmoothly(document.querySelector(".post:last-of-type"), "nearest");
    pinned.current = false;
  }, [posts.length]);
  useOwn(posts, (own) => {
    if (data.value) data.value = { ...data.value, discussion: { ...data.value.discussion, posts: own } };
  });

  if (held === undefined)
    return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
  if (held === null) return <NotFound />;

  const set = (discussion: Held["discussion"]) => {
    data.value = { ...(data.value ?? held), discussion };
  };
  const now = () => (data.value ?? held).discussion;
  return (
    <Reading
      hue={held.network.hue}
      still
      crumbs={<Crumbs held={held} />}
      asideName={words.value.thread.about}
      aside={
        <>
          <About held={held} />
          <Writing posts={posts} />
        </>
      }
    >
      <Heading title={held.thread.title} placed />
      <p class="facts">
        {words.value.posts(held.discussion.postCount)}
        {held.thread.board && ` · ${words.value.audience[held.thread.audience]}`}
      </p>
      <Posts
        held={held}
        readAtOpening={readAtOpening.value ?? 0}
        place={(post) => set(withPost(now(), post))}
        showOlder={async () => {
          const more = await older(threadId, now());
          holdStill(() => set({ ...more, posts: place(now().posts, more.posts) }));
        }}
        showNewer={async () => set(await newer(threadId, now()))}
        news={below.value.size}
        showNews={async () => {
          const first = Math.min(...[...below.value].map(Number));
          while (now().newerThan) set(await newer(threadId, now()));
          requestAnimationFrame(() => point(first));
        }}
      />
    </Reading>
  );
}

type PostsProps = {
  held: Held;
  readAtOpening: number;
  place: (post: PostItem) => void;
  showOlder: () => Promise<void>;
  showNewer: () => Promise<void>;
  news: number;
  showNews: () => void;
};

function Posts({ held, readAtOpening, place, showOlder, showNewer, news, showNews }: PostsProps) {
  const w = words.value;
  const { network, thread, discussion } = held;
  const editing = useSignal<string | undefined>(undefined);
  const removing = useSignal<PostItem | undefined>(undefined);
  const area = useRef<HTMLTextAreaElement>(null);
  const me = viewer.value?.person.id;
  const path = `/sieci/${network.slug}/rozmowy/${thread.id}`;
  const pointed = pointedAt(route.value.hash);
  const mayReply = thread.viewerCan.reply;
  const firstNew = discussion.posts.find((post) => post.position > readAtOpening && post.author.id !== me);

  const sending = sendingAt(thread.id);
  sending.send = async (draft) => {
    const input = {
      ...{ threadId: thread.id, body: draft.body, replyToId: draft.replyToId ?? null },
      ...{ seatId: seatToSend(network.id, draft.seatId), idempotencyKey: draft.key },
    };
    const { post } = (await ask(ReplyToThread, { input })).reply;
    place(post);
    requestAnimationFrame(() => showSmoothly(document.getElementById(`wpis-${post.position}`), "nearest"));
  };

  const acts: PostActs = {
    reply: mayReply.allowed
      ? (post) => {
          sending.change({ replyToId: post.id, replyToName: post.author.name });
          area.current?.focus();
        }
      : undefined,
    edit: (post) => {
      editing.value = post.id;
    },
    edited: (post) => {
      if (post) place(post);
      const position = post?.position ?? discussion.posts.find((one) => one.id === editing.value)?.position;
      editing.value = undefined;
      document.getElementById(`wpis-${position}`)?.focus({ preventScroll: true });
    },
    remove: (post) => {
      removing.value = post;
    },
  };

  return (
    <>
      {discussion.olderThan && (
        <button type="button" class="quiet-button" onClick={showOlder}>
          {w.showOlder}
        </button>
      )}
      <section class="posts" aria-label={w.thread.list}>
        {discussion.posts.length === 0 && <Empty>{w.thread.nothing}</Empty>}
        {discussion.posts.map((post) => (
          <Fragment key={post.id}>
            {post === firstNew && readAtOpening > 0 && (
              <p class="new" id="nowe">
                {w.thread.new}
              </p>
            )}
            <Post
              post={post}
              path={path}
              pointed={pointed === post.position}
              editing={editing.value === post.id}
              acts={acts}
            />
          </Fragment>
        ))}
      </section>
      {discussion.newerThan && (
        <button type="button" class="quiet-button" onClick={showNewer}>
          {w.showNewer}
        </button>
      )}
      <div class="desk">
        <NewsPill count={news} show={showNews} />
        {mayReply.allowed ? (
          <Composer
            sending={sending}
            networkId={network.id}
            area={area}
            readers={w.whoReads(thread.audience, network.memberCityCount, network.observerCityCount)}
          />
        ) : (
          <p class="refused">{mayReply.reason}</p>
        )}
      </div>
      {removing.value && (
        <RemoveDialog
          post={removing.value}
          done={(post) => {
            const position = removing.value?.position;
            removing.value = undefined;
            if (post) place(post);
            document.getElementById(`wpis-${position}`)?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}

function NewsPill({ count, show }: { count: number; show: () => void }) {
  return (
    <div class="pill-place" role="status">
      {count > 0 && (
        <button type="button" class="pill" onMouseDown={(event) => event.preventDefault()} onClick={show}>
          <Icon shape={ArrowDown} />
          {words.value.newPosts(count)}
        </button>
      )}
    </div>
  );
}

function pointedAt(hash = location.hash): number | undefined {
  const found = /^#wpis-(\d+)$/.exec(hash);
  return found ? Number(found[1]) : undefined;
}

function point(position: number) {
  const post = document.getElementById(`wpis-${position}`);
  show(post);
  post?.focus({ preventScroll: true });
}

/** Opens where one was, at the post the address names, or at the first unread one. */
function useOpening(held: Held | null | undefined, readAtOpening: number | undefined) {
  const opened = useRef(false);
  const drawn = Boolean(held);
  useLayoutEffect(() => {
    if (!drawn || opened.current) return;
    opened.current = true;
    const returning = takeReturning();
    const pointed = pointedAt();
    if (returning !== undefined) return scrollTo(0, returning);
    if (pointed !== undefined) return point(pointed);
    const unread = document.getElementById("nowe");
    if (unread) return show(unread);
    const allRead = (readAtOpening ?? 0) > 0 && held?.discussion.olderThan;
    if (allRead) return show(document.querySelector(".post:last-of-type"));
    scrollTo(0, 0);
  }, [drawn]);
  useEffect(() => {
    const position = pointedAt(route.value.hash);
    if (opened.current && position !== undefined) point(position);
  }, [route.value.hash, route.value]);
}

/** Asks what one may do with one's own posts that came by event, which carries no such answer. */
function useOwn(posts: PostItem[], set: (posts: PostItem[]) => void) {
  const me = viewer.value?.person.id;
  const unknown = posts.filter((post) => post.author.id === me && !post.viewerCan && !post.removedAt);
  const ids = unknown.map((post) => post.id).slice(0, 100);
  const latest = useRef(posts);
  latest.current = posts;
  useEffect(() => {
    if (ids.length === 0) return;
    const wait = setTimeout(async () => {
      const { nodes } = await ask(OwnPosts, { ids }).catch(() => ({ nodes: [] }));
      const can = new Map(
        nodes.flatMap((node) => (node?.__typename === "Post" ? [[node.id, node.viewerCan]] : [])),
      );
      set(
        latest.current.map(
          (post) => ({ ...post, viewerCan: can.get(post.id) ?? post.viewerCan }) as PostItem,
        ),
      );
    }, 300);
    return () => clearTimeout(wait);
  }, [ids.join()]);
}
