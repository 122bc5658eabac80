import type { PostMayFragment, PostTextFragment } from "./contract/graphql";
import type { NewsEvent } from "./news";

/** An event carries no answer that depends on the reader; the thread page asks for it where it matters. */
export type PostItem = PostTextFragment & { viewerCan?: PostMayFragment["viewerCan"] };

/** A window of a thread's posts, by position, and whether there is more on either side. */
export type Discussion = {
  posts: PostItem[];
  postCount: number;
  /** The greatest position known of, also when it lies beyond the window. */
  highest: number;
  olderThan: string | null;
  newerThan: string | null;
};

type Page = {
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor?: string | null;
    endCursor?: string | null;
  };
  edges: { node: PostItem }[];
};

export function fromPage(page: Page, postCount: number): Discussion {
  const posts = page.edges.map((edge) => edge.node);
  return {
    posts,
    postCount,
    highest: posts.at(-1)?.position ?? 0,
    olderThan: page.pageInfo.hasPreviousPage ? (page.pageInfo.startCursor ?? null) : null,
    newerThan: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
  };
}

/** Posts put in their places by id; one that is known keeps what only its reader may know. */
export function place(held: PostItem[], come: PostItem[]): PostItem[] {
  const byId = new Map(held.map((post) => [post.id, post]));
  for (const post of come) byId.set(post.id, { ...byId.get(post.id), ...post });
  return [...byId.values()].sort((a, b) => a.position - b.position);
}

export function withOlder(held: Discussion, page: Page): Discussion {
  const { pageInfo } = page;
  return {
    ...held,
    posts: place(
      held.posts,
      page.edges.map((edge) => edge.node),
    ),
    olderThan: pageInfo.hasPreviousPage ? (pageInfo.startCursor ?? null) : null,
  };
}

export function withNewer(held: Discussion, page: Page): Discussion {
  const { pageInfo } = page;
  const posts = place(
    held.posts,
    page.edges.map((edge) => edge.node),
  );
  return {
    ...held,
    posts,
    highest: Math.max(held.highest, posts.at(-1)?.position ?? 0),
    newerThan: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  };
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
  return held.newerThan ? grown : { ...grown, posts: place(held.posts, [post]) };
}

export function withNews(held: Discussion, threadId: string, events: NewsEvent[]): Discussion {
  return postsOf(threadId, events).reduce(withPost, held);
}

export function postsOf(threadId: string, events: NewsEvent[]): PostItem[] {
  return events.flatMap((event) => {
    const post = "post" in event ? event.post : null;
    return post?.thread.id === threadId ? [post] : [];
  });
}
