import { ask } from "../client";
import { graphql } from "../contract";
import type { MorePostsQueryVariables, ThreadPageQuery } from "../contract/graphql";
import { type Discussion, firstOf, hasNewer, KEPT, lastOf, withNewer, withOlder } from "../discussion";
import type { Loaded } from "../snapshot";
import type { Wanted } from "./thread-opening";

const ThreadPage = graphql(`
  query ThreadPage($slug: String!, $id: ID!, $around: Int) {
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
        noticeLevel
        author { id name }
        seat { id kind city { id name } }
        network { id }
        board { id title audience }
        isPinned
        closedAt
        feedbackBy
        viewerCan { reply { allowed reason } moderate { allowed } }
        lastPosition
        bookmark { note }
        window(around: $around, older: 20, newer: 40) { ...PostText ...PostMay }
        polls(first: 10) { edges { node { id question state awaitedVotes } } }
      }
    }
  }
`);

const WhereStands = graphql(`
  query WhereStands($id: ID!) { node(id: $id) { __typename ... on Post { id position } } }
`);

const MorePosts = graphql(`
  query MorePosts($id: ID!, $around: Int, $at: DateTime, $older: Int!, $newer: Int!) {
    node(id: $id) {
      __typename
      ... on Thread {
        id
        window(around: $around, at: $at, older: $older, newer: $newer) { ...PostText ...PostMay }
      }
    }
  }
`);

type Network = NonNullable<ThreadPageQuery["network"]>;
type Thread = Extract<NonNullable<ThreadPageQuery["node"]>, { __typename: "Thread" }>;
export type Held = { network: Network; thread: Thread; discussion: Discussion };

const PAGE = 50;
const MOST = 100;

/** The thread and the window of its posts around `wanted`, or around the first unread one. */
export async function loadThread(
  slug: string,
  id: string,
  held: Held | null | undefined,
  wanted: Wanted | undefined,
): Promise<Loaded<Held>> {
  const first = held ? firstOf(held.discussion) : undefined;
  const place = typeof wanted === "string" ? await positionOf(wanted) : wanted;
  const { network, node } = await ask(ThreadPage, { slug, id, around: place ?? first });
  if (!network || node?.__typename !== "Thread" || node.network.id !== network.id)
    return { data: null, network };
  const { window: posts, postCount, lastPosition: highest } = node;
  let discussion: Discussion = { posts, postCount, highest };
  if (held && wanted === undefined) discussion = await upTo(id, discussion, held.discussion);
  return { data: { network, thread: node, discussion }, network };
}

/** Where a post stands as the reader counts; none when it is not there for them. */
export async function positionOf(post: string): Promise<number | undefined> {
  const { node } = await ask(WhereStands, { id: post });
  return node?.__typename === "Post" ? node.position : undefined;
}

/** As far as the window reached before. */
async function upTo(id: string, come: Discussion, held: Discussion): Promise<Discussion> {
  const reaches = hasNewer(held) ? lastOf(held) : come.highest;
  const from = Math.max(firstOf(held), reaches - KEPT + 1);
  let reached = { ...come, posts: come.posts.filter((post) => post.position >= from) };
  while (lastOf(reached) < reaches && reached.posts.length > 0) reached = await newer(id, reached, MOST);
  return reached;
}

export async function older(id: string, held: Discussion): Promise<Discussion> {
  return withOlder(held, await more({ id, around: firstOf(held), older: PAGE, newer: 0 }));
}

export async function newer(id: string, held: Discussion, count = PAGE): Promise<Discussion> {
  return withNewer(held, await more({ id, around: lastOf(held) + 1, older: 0, newer: count }));
}

/** The window around another place: a position, or a day. */
export async function around(id: string, held: Discussion, where: number | Date): Promise<Discussion> {
  const place = typeof where === "number" ? { around: where } : { at: where.toISOString() };
  return { ...held, posts: await more({ id, ...place, older: 20, newer: 40 }) };
}

async function more(variables: MorePostsQueryVariables) {
  const { node } = await ask(MorePosts, variables);
  return node?.__typename === "Thread" ? node.window : [];
}
