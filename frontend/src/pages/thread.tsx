import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { firstOf, hasNewer, type PostItem, postsOf, withNews, withPost, withReactions } from "../discussion";
import type { NewsEvent } from "../news";
import { Crumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { BookmarkButton } from "../parts/keeping";
import { lazy } from "../parts/lazy";
import { HereNow } from "../parts/presence";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { ThreadMarks } from "../parts/thread-row";
import { usePresence } from "../presence";
import { atEnd, holdStill, showSmoothly } from "../scroll";
import { markRead, useSeen } from "../seen";
import { useSnapshot } from "../snapshot";
import { viewer } from "../viewer";
import { words } from "../words";
import { readingWords } from "../words/reading";
import { useRefresh } from "./refresh";
import { around, type Held, loadThread, newer, older, positionOf } from "./thread-loading";
import { About, Polls, trail, Writing } from "./thread-margin";
import { keptPlace, point, pointedAt, useOpening, type Wanted } from "./thread-opening";
import { Place } from "./thread-place";
import { Posts } from "./thread-posts";

const ThreadNotices = lazy(async () => (await import("./notice-level")).ThreadNotices, true);
const Moderating = lazy(async () => (await import("./thread-moderating")).Moderating, true);

const Answered = lazy(async () => (await import("./thread-remarks")).Answered, true);

const MayWithPosts = graphql(`
  query MayWithPosts($ids: [ID!]!) {
    nodes(ids: $ids) { __typename ... on Post { id ...PostMay } }
  }
`);

type Params = { slug: string; threadId: string };

export function ThreadPage({ slug, threadId }: Params) {
  const { soon, when } = useRefresh();
  const { data, refusal, reload } = useSnapshot<Held>(
    (held) => loadThread(slug, threadId, held, held ? undefined : (pointedAt() ?? keptPlace(threadId))),
    (held, events) => {
      if (events.some((event) => isAboutThread(event, threadId))) soon();
      hear(held, postsOf(threadId, events));
      for (const position of readIn(threadId, events)) hearRead(position);
      return { ...held, discussion: withReactions(withNews(held.discussion, threadId, events), events) };
    },
  );
  useEffect(() => when(reload), [when, reload]);
  // Where "new" begins is settled when the page opens, and stays while it is read.
  const readAtOpening = useSignal<number | undefined>(undefined);
  const below = useSignal<ReadonlySet<string>>(new Set());
  const pinned = useRef(false);

  const held = data.value;
  if (held && readAtOpening.value === undefined) readAtOpening.value = held.thread.readPosition;
  const posts = held?.discussion.posts ?? [];
  const {
    seen,
    pause,
    hear: hearRead,
  } = useSeen(threadId, held?.thread.readPosition, `${posts.length}/${posts.at(-1)?.id}`);

  const hear = (known: Held, come: PostItem[]) => {
    const fresh = come.filter(
      (post) =>
        post.position > known.discussion.highest &&
        !post.removedAt &&
        post.author.id !== viewer.peek()?.person.id,
    );
    if (fresh.length === 0) return;
    pinned.current = atEnd() && document.visibilityState === "visible" && !hasNewer(known.discussion);
    below.value = new Set([...below.value, ...fresh.map((post) => `${post.position}`)]);
  };

  // What was below has been seen.
  useEffect(() => {
    const left = [...below.value].filter((position) => Number(position) > seen.value);
    if (left.length < below.value.size) below.value = new Set(left);
  }, [seen.value, below.value]);

  const go = useCallback(
    async (wanted: Wanted | Date) => {
      const where = typeof wanted === "string" ? await positionOf(wanted) : wanted;
      const here = data.peek();
      if (!here || where === undefined) return;
      const known =
        typeof where === "number" && here.discussion.posts.some((post) => post.position === where);
      const discussion = known ? here.discussion : await around(threadId, here.discussion, where);
      data.value = { ...(data.peek() ?? here), discussion };
      const found = typeof where === "number" ? where : positionAt(discussion, where);
      requestAnimationFrame(() => point(found));
    },
    [threadId, data],
  );
  useOpening(held, readAtOpening.value, go);
  useLayoutEffect(() => {
    if (pinned.current) showSmoothly(document.querySelector(".post:last-of-type"), "nearest");
    pinned.current = false;
  }, [posts.length]);
  useMay(posts, (own) => {
    if (data.value) data.value = { ...data.value, discussion: { ...data.value.discussion, posts: own } };
  });

  const people = usePresence(held ? threadId : undefined);
  if (!held) return <Awaited {...{ data, refusal, reload }} />;

  const set = (discussion: Held["discussion"]) => {
    data.value = { ...(data.value ?? held), discussion };
  };
  const now = () => (data.value ?? held).discussion;
  return (
    <Reading
      hue={held.network.hue}
      still
      crumbs={<Crumbs trail={trail(held)} />}
      asideName={words.value.thread.about}
      aside={
        <>
          <About held={held} />
          <ThreadNotices threadId={held.thread.id} level={held.thread.noticeLevel} />
          <Polls held={held} />
          {held.thread.feedbackBy && <Answered threadId={threadId} postCount={held.discussion.postCount} />}
          <Writing posts={posts} />
          <HereNow people={people} />
        </>
      }
    >
      <Heading title={held.thread.title} placed />
      <p class="facts">
        {words.value.posts(held.discussion.postCount)}
        {held.thread.board && ` · ${words.value.audience[held.thread.audience]}`}
      </p>
      {(held.thread.isPinned || held.thread.closedAt || held.thread.feedbackBy) && (
        <p class="facts marks-of-thread">
          <ThreadMarks thread={held.thread} />
        </p>
      )}
      <BookmarkButton
        id={threadId}
        kept={Boolean(held.thread.bookmark)}
        label={readingWords.value.bookmarkThread}
      />
      {held.thread.viewerCan.moderate.allowed && <Moderating held={held} done={reload} />}
      <Place discussion={held.discussion} threadId={threadId} createdAt={held.thread.createdAt} go={go} />
      <Posts
        held={held}
        people={people}
        readAtOpening={readAtOpening.value ?? 0}
        place={(post) => set(withPost(now(), post))}
        showOlder={async () => {
          const more = await older(threadId, now());
          holdStill(() => set(more));
        }}
        showNewer={async () => {
          const more = await newer(threadId, now());
          holdStill(() => set(more));
        }}
        news={below.value.size}
        showNews={() => go(Math.min(...[...below.value].map(Number)))}
        keeping={{
          markUnread: async (post) => {
            pause();
            await markRead(threadId, post.position - 1);
          },
        }}
      />
    </Reading>
  );
}

/** How far the reader has read there, said on any of their devices. */
function readIn(threadId: string, events: NewsEvent[]): number[] {
  return events.flatMap((event) => {
    const { __typename: kind, thread } = event as {
      __typename: string;
      thread?: { id: string; readPosition: number };
    };
    return kind === "ThreadRead" && thread?.id === threadId ? [thread.readPosition] : [];
  });
}

/** The first post of that day or later, or else the last one. */
function positionAt(discussion: Held["discussion"], day: Date): number {
  const since = discussion.posts.find((post) => new Date(post.createdAt) >= day);
  return (since ?? discussion.posts.at(-1))?.position ?? firstOf(discussion);
}

/** Whether others may read or write in the thread than before, or it stands elsewhere. */
function isAboutThread(event: NewsEvent, threadId: string): boolean {
  if (event.__typename === "NetworkChanged") return true;
  if (event.__typename === "ThreadWithdrawn") return event.threadId === threadId;
  const changed = event.__typename === "ThreadAudienceChanged" || event.__typename === "ThreadChanged";
  return changed && event.thread?.id === threadId;
}

/** Asks what one may do with posts that came by event, which carries no such answer: one's own, or all as a moderator. */
function useMay(posts: PostItem[], set: (posts: PostItem[]) => void) {
  const me = viewer.value?.person.id;
  const moderates = posts.some((post) => post.viewerCan?.hide.allowed);
  const unknown = posts.filter(
    (post) => (moderates || post.author.id === me) && !post.viewerCan && !post.removedAt,
  );
  const ids = unknown.map((post) => post.id).slice(0, 100);
  const latest = useRef(posts);
  latest.current = posts;
  useEffect(() => {
    if (ids.length === 0) return;
    const wait = setTimeout(async () => {
      const { nodes } = await ask(MayWithPosts, { ids }).catch(() => ({ nodes: [] }));
      const can = new Map(nodes.flatMap((node) => (node?.__typename === "Post" ? [[node.id, node]] : [])));
      set(latest.current.map((post) => ({ ...post, ...can.get(post.id) }) as PostItem));
    }, 300);
    return () => clearTimeout(wait);
  }, [ids.join()]);
}
