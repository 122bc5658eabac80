import { useSignal } from "@preact/signals";
import { CheckCheck, MessageSquarePlus } from "lucide";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { BoardPageQuery } from "../contract/graphql";
import type { NewsEvent } from "../news";
import { BoardTabs } from "../parts/board-tabs";
import { Crumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { ThreadRow } from "../parts/thread-row";
import { useSnapshot } from "../snapshot";
import { named, words } from "../words";
import { readingWords } from "../words/reading";
import { OtherBoards, Readers } from "./board-margin";
import { useRefresh } from "./refresh";

const BoardPageDocument = graphql(`
  query BoardPage($slug: String!, $id: ID!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      memberCityCount
      observerCityCount
      boards(first: 100) { edges { node { id title threadCount } } }
    }
    node(id: $id) {
      __typename
      ... on Board {
        id
        title
        description
        audience
        threadCount
        topicCount
        network { id }
        viewerCan { startThread { allowed reason } }
        threads(first: 30) {
          pageInfo { hasNextPage endCursor }
          edges { node { ...ThreadLine unreadCount } }
        }
      }
    }
  }
`);

const MoreThreads = graphql(`
  query MoreThreads($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      ... on Board {
        id
        threads(first: 30, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { ...ThreadLine unreadCount } }
        }
      }
    }
  }
`);

const MarkBoardRead = graphql(`
  mutation MarkBoardRead($id: ID!) { markBoardRead(input: { boardId: $id }) { board { id } } }
`);

type Board = Extract<NonNullable<BoardPageQuery["node"]>, { __typename: "Board" }>;
type ThreadLine = Board["threads"]["edges"][number]["node"];
export type Network = NonNullable<BoardPageQuery["network"]>;
type Held = {
  network: Network;
  board: Board;
  threads: ThreadLine[];
  after: string | null;
};

export function BoardPage({ slug, boardId }: { slug: string; boardId: string }) {
  const { soon, when } = useRefresh();
  const { data, refusal, reload } = useSnapshot<Held>(
    (held) => load(slug, boardId, held),
    (held, events) => {
      if (events.some((event) => boardOf(event) === boardId || event.__typename === "NetworkChanged")) soon();
      const gone = events.flatMap((event) => goneFrom(boardId, event));
      const threads = held.threads.filter((thread) => !gone.includes(thread.id));
      return threads.length < held.threads.length ? { ...held, threads } : held;
    },
  );
  useEffect(() => when(reload), [when, reload]);
  const told = useSignal("");

  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const w = words.value;
  const { network, board, threads, after } = held;
  const mayStart = board.viewerCan.startThread;

  const showOlder = async () => {
    const { node } = await ask(MoreThreads, { id: boardId, after });
    if (node?.__typename !== "Board" || !data.value) return;
    const come = node.threads.edges.map((edge) => edge.node);
    const { endCursor, hasNextPage } = node.threads.pageInfo;
    const all = joined(data.value.threads, come);
    told.value = w.board.more(all.length - data.value.threads.length);
    data.value = { ...data.value, threads: all, after: hasNextPage ? (endCursor ?? null) : null };
  };

  const markRead = async () => {
    await ask(MarkBoardRead, { id: boardId });
    await reload();
    told.value = readingWords.value.marked;
  };

  return (
    <Reading
      hue={network.hue}
      crumbs={<Crumbs trail={[[`/sieci/${slug}`, named(network)]]} />}
      asideName={w.board.about}
      aside={
        <>
          <Readers network={network} audience={board.audience} />
          <OtherBoards network={network} boardId={board.id} />
        </>
      }
    >
      <Heading title={board.title} />
      <p class="facts">{w.audience[board.audience]}</p>
      <BoardTabs slug={slug} board={board} />
      {board.description && <p class="lead">{board.description}</p>}
      {mayStart.allowed ? (
        <a class="button" href={`/sieci/${slug}/nowa-rozmowa?dzial=${board.id}`}>
          <Icon shape={MessageSquarePlus} />
          {w.network.startThread}
        </a>
      ) : (
        mayStart.reason && <p class="refused">{mayStart.reason}</p>
      )}
      <section class="part" aria-label={w.board.list}>
        {threads.length === 0 && <Empty>{mayStart.allowed ? w.board.emptyCan : w.board.empty}</Empty>}
        <ul class="rows">
          {threads.map((thread) => (
            <ThreadRow key={thread.id} slug={slug} thread={thread} unread={thread.unreadCount} />
          ))}
        </ul>
        {threads.some((thread) => thread.unreadCount > 0) && (
          <button type="button" class="plain flush" onClick={markRead}>
            <Icon shape={CheckCheck} />
            {readingWords.value.markBoardRead}
          </button>
        )}
        {after && (
          <button type="button" class="quiet-button" onClick={showOlder}>
            {w.showOlder}
          </button>
        )}
        <p class="unseen" role="status">
          {told.value}
        </p>
      </section>
    </Reading>
  );
}

async function load(slug: string, id: string, held: Held | null | undefined) {
  const { network, node } = await ask(BoardPageDocument, { slug, id });
  if (!network || node?.__typename !== "Board" || node.network.id !== network.id)
    return { data: null, network };
  const first = node.threads.edges.map((edge) => edge.node);
  const { endCursor, hasNextPage } = node.threads.pageInfo;
  const after = hasNextPage ? (endCursor ?? null) : null;
  const paged = held && held.threads.length > first.length;
  const data: Held = paged
    ? { network, board: node, threads: refreshed(held.threads, first), after: held.after }
    : { network, board: node, threads: first, after };
  return { data, network };
}

/** What was paged in stays; what moved to the top is told from there. */
function refreshed(held: ThreadLine[], first: ThreadLine[]): ThreadLine[] {
  const ids = new Set(first.map((thread) => thread.id));
  return [...first, ...held.filter((thread) => !ids.has(thread.id))];
}

function joined(held: ThreadLine[], come: ThreadLine[]): ThreadLine[] {
  const ids = new Set(held.map((thread) => thread.id));
  return [...held, ...come.filter((thread) => !ids.has(thread.id))];
}

/** Withdrawn from the viewer, or moved to another board. */
function goneFrom(boardId: string, event: NewsEvent): string[] {
  if ("threadId" in event) return [event.threadId];
  if (!("thread" in event) || !event.thread?.board) return [];
  return event.thread.board.id === boardId ? [] : [event.thread.id];
}

function boardOf(event: NewsEvent): string | undefined {
  if ("board" in event) return event.board?.id;
  if ("thread" in event) return event.thread?.board?.id;
  return "post" in event && event.post && "thread" in event.post ? event.post.thread.board?.id : undefined;
}
