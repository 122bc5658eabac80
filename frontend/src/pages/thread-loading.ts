import { ask } from "../client";
import { graphql } from "../contract";
import type { MorePostsQueryVariables, ThreadPageQuery } from "../contract/graphql";
import { type Discussion, fromPage, withNewer, withOlder } from "../discussion";
import type { Loaded } from "../snapshot";

const ThreadPage = graphql(`
  query ThreadPage($slug: String!, $id: ID!) {
    network(slug: $slug) { id slug name nameEn hue cursor memberCityCount observerCityCount }
    node(id: $id) {
      __typename
      ... on Thread {
        id
        title
        audience
        createdAt
        postCount
        readPosition
        unreadCount
        author { id name }
        seat { id kind city { id name } }
        network { id }
        board { id title audience }
        isPinned
        closedAt
        viewerCan { reply { allowed reason } moderate { allowed } }
        posts(last: 50) {
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          edges { node { ...PostText ...PostMay } }
        }
      }
    }
  }
`);

const MorePosts = graphql(`
  query MorePosts($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    node(id: $id) {
      __typename
      ... on Thread {
        id
        posts(first: $first, after: $after, last: $last, before: $before) {
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          edges { node { ...PostText ...PostMay } }
        }
      }
    }
  }
`);

type Network = NonNullable<ThreadPageQuery["network"]>;
type Thread = Extract<NonNullable<ThreadPageQuery["node"]>, { __typename: "Thread" }>;
export type Held = { network: Network; thread: Thread; discussion: Discussion };

const PAGE = 50;
const LEAP = 100;
const ROUNDS = 8;

/** The thread and the window of its posts that holds `wanted`, or the first unread one. */
export async function loadThread(
  slug: string,
  id: string,
  held: Held | null | undefined,
  wanted: number | undefined,
): Promise<Loaded<Held>> {
  const { network, node } = await ask(ThreadPage, { slug, id });
  if (!network || node?.__typename !== "Thread" || node.network.id !== network.id)
    return { data: null, network };
  const end = fromPage(node.posts, node.postCount);
  const first = held ? held.discussion.posts[0]?.position : node.readPosition + 1;
  const from = Math.min(wanted ?? Number.POSITIVE_INFINITY, first ?? 1);
  const discussion = await reach(id, end, from, held?.discussion);
  return { data: { network, thread: node, discussion }, network };
}

async function reach(
  id: string,
  end: Discussion,
  from: number,
  held: Discussion | undefined,
): Promise<Discussion> {
  if (!end.olderThan || (end.posts[0]?.position ?? 0) <= from) return end;
  const near = from <= PAGE && !(held && !held.newerThan);
  return near ? fromStart(id, end, held?.posts.at(-1)?.position ?? 0) : backTo(id, end, from);
}

async function backTo(id: string, end: Discussion, from: number): Promise<Discussion> {
  let reached = end;
  for (let round = 0; round < ROUNDS && reached.olderThan; round += 1) {
    if ((reached.posts[0]?.position ?? 0) <= from) break;
    reached = await older(id, reached, LEAP);
  }
  return reached;
}

async function fromStart(id: string, end: Discussion, upTo: number): Promise<Discussion> {
  let reached: Discussion = { ...end, posts: [], olderThan: null, newerThan: "" };
  do reached = await newer(id, reached, LEAP);
  while (reached.newerThan && (reached.posts.at(-1)?.position ?? 0) < upTo);
  return reached;
}

export async function older(id: string, held: Discussion, last = PAGE): Promise<Discussion> {
  const page = await more({ id, last, before: held.olderThan });
  return page ? withOlder(held, page) : held;
}

export async function newer(id: string, held: Discussion, first = LEAP): Promise<Discussion> {
  const page = await more({ id, first, after: held.newerThan || null });
  return page ? withNewer(held, page) : held;
}

async function more(variables: MorePostsQueryVariables) {
  const { node } = await ask(MorePosts, variables);
  return node?.__typename === "Thread" ? node.posts : undefined;
}
