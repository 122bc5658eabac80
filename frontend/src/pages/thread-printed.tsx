import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PrintedPostsQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { Prose } from "../parts/text";
import { When } from "../parts/when";
import { words } from "../words";
import { discussionWords } from "../words/discussion";

const PrintedPosts = graphql(`
  query PrintedPosts($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on Thread {
        id
        title
        network { id hue }
        posts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges {
            node {
              id
              html
              createdAt
              removedAt
              removalReason
              author { id name }
              seat { id city { id name } }
              removedBy { id name }
            }
          }
        }
      }
    }
  }
`);

type Thread = Extract<NonNullable<PrintedPostsQuery["node"]>, { __typename: "Thread" }>;
type Post = Thread["posts"]["edges"][number]["node"];

/** The whole conversation on paper: all of it is loaded, then the browser is asked to print. */
export function ThreadPrintedPage({ slug, threadId }: { slug: string; threadId: string }) {
  const d = discussionWords.value;
  const page = useOnce(() => whole(threadId));
  const held = page.data.value;
  useEffect(() => {
    if (held) requestAnimationFrame(() => print());
  }, [held]);
  if (!held)
    return (
      <>
        {held === undefined && !page.refusal.value && <p role="status">{d.preparing}</p>}
        <Awaited {...page} />
      </>
    );
  const { thread, posts } = held;
  return (
    <Reading hue={thread.network.hue}>
      <p class="aside-links unprinted">
        <a href={`/sieci/${slug}/rozmowy/${threadId}`}>{thread.title}</a>
        <button type="button" class="outline" onClick={() => print()}>
          {d.print}
        </button>
      </p>
      <Heading title={thread.title} />
      <section class="posts printed">
        {posts.map((post) => (
          <article key={post.id} class="post" id={`wpis-${post.id}`}>
            <div class="post-body">
              <header class="who">
                <b>{post.author.name}</b>
                {post.seat && <span class="city">{post.seat.city.name}</span>}
                <span class="date">
                  <When at={post.createdAt} />
                </span>
              </header>
              {post.removedAt ? (
                <p class="tombstone">
                  {words.value.thread.removedBy(post.removedBy?.name ?? post.author.name)}
                  {post.removalReason && <span>{words.value.thread.removedWhy(post.removalReason)}</span>}
                </p>
              ) : (
                <Prose html={post.html ?? ""} />
              )}
            </div>
          </article>
        ))}
      </section>
    </Reading>
  );
}

async function whole(id: string): Promise<{ thread: Thread; posts: Post[] } | null> {
  const posts: Post[] = [];
  let after: string | null = null;
  for (;;) {
    const { node }: PrintedPostsQuery = await ask(PrintedPosts, { id, after });
    if (node?.__typename !== "Thread") return null;
    posts.push(...node.posts.edges.map((edge) => edge.node));
    if (!node.posts.pageInfo.hasNextPage) return { thread: node, posts };
    after = node.posts.pageInfo.endCursor ?? null;
  }
}
