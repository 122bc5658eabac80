import type { PostMayFragment, PostTextFragment } from "./contract/graphql";
import type { NewsEvent } from "./news";

/** An event carries no answer that depends on the reader; the thread page asks for it where it matters. */
export type PostItem = PostTextFragment & Partial<PostMayFragment>;

/** A window of a thread's posts, one position after another: removed ones keep theirs, so none is ever missing. */
export type Discussion = {
  posts: PostItem[];
  postCount: number;
  /** The greatest position known of, also when it lies beyond the window. */
  highest: number;
};

/** So many stand in the window at most; those at its other end go when more come. */
export const KEPT = 200;

export const firstOf = (held: Discussion) => held.posts[0]?.position ?? 1;
export const lastOf = (held: Discussion) => held.posts.at(-1)?.position ?? held.highest;
export const hasOlder = (held: Discussion) => firstOf(held) > 1;
export const hasNewer = (held: Discussion) => lastOf(held) < held.highest;

/** Posts put in their places by id; one that is known keeps what only its reader may know. */
export function place(held: PostItem[], come: PostItem[]): PostItem[] {
  const byId = new Map(held.map((post) => [post.id, post]));
  for (const post of come) byId.set(post.id, { ...byId.get(post.id), ...post });
  return [...byId.values()].sort((a, b) => a.position - b.position);
}

export function withOlder(held: Discussion, come: PostItem[]): Discussion {
  return { ...held, posts: place(held.posts, come).slice(0, KEPT) };
}

export function withNewer(held: Discussion, come: PostItem[]): Discussion {
  const posts = place(held.posts, come).slice(-KEPT);
  return { ...held, posts, highest: Math.max(held.highest, posts.at(-1)?.position ?? 0) };
}

export function withPost(held: Discussion, post: PostItem): Discussion {
  const known = held.posts.find((one) => one.id === post.id);
  if (known) {
    const gone = !known.removedAt && post.removedAt ? 1 : 0;
    return { ...held, posts: place(held.posts, [post]), postCount: held.postCount - gone };
  }
  if (post.position <= held.highest) return held;
  const grown = { ...held, highest: post.position, postCount: held.postCount + (post.removedAt ? 0 : 1) };
  // Beyond a window whose end is not the thread's end it would leave a gap; it comes when one reads on.
  return hasNewer(held) ? grown : { ...grown, posts: place(held.posts, [post]) };
}

export function withNews(held: Discussion, threadId: string, events: NewsEvent[]): Discussion {
  return postsOf(threadId, events).reduce(withPost, held);
}

export function postsOf(threadId: string, events: NewsEvent[]): PostItem[] {
  return events.flatMap((event) => {
    const post = "post" in event ? event.post : null;
    return post && "thread" in post && post.thread.id === threadId ? [post] : [];
  });
}

/** Counts are small news: they change a post that is shown, and bring none. */
export function withReactions(held: Discussion, events: NewsEvent[]): Discussion {
  const changed = new Map(
    events.flatMap((event) =>
      event.__typename === "ReactionsChanged" && event.post ? [[event.post.id, event.post.reactions]] : [],
    ),
  );
  if (changed.size === 0) return held;
  const posts = held.posts.map((post) => ({ ...post, reactions: changed.get(post.id) ?? post.reactions }));
  return { ...held, posts };
}

export type Placed = { post: PostItem; nested: boolean };

/** Each post with the replies that stand under it; a reply to a post that is not here stands in its own place. */
export function arranged(posts: PostItem[]): Placed[] {
  const here = new Set(posts.map((post) => post.id));
  const above = (post: PostItem) => (post.under && here.has(post.under.id) ? post.under.id : undefined);
  const replies = new Map<string, PostItem[]>();
  for (const post of posts) {
    const id = above(post);
    if (id) replies.set(id, [...(replies.get(id) ?? []), post]);
  }
  return posts
    .filter((post) => !above(post))
    .flatMap((post) => [
      { post, nested: false },
      ...(replies.get(post.id) ?? []).map((reply) => ({ post: reply, nested: true })),
    ]);
}
