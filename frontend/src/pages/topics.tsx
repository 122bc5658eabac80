import { useSignal } from "@preact/signals";
import { ClipboardPaste, Lightbulb, Vote } from "lucide";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { ask, refusalOf } from "../client";
import { graphql } from "../contract";
import type { TopicsPageQuery } from "../contract/graphql";
import { BoardTabs } from "../parts/board-tabs";
import { Choice } from "../parts/choice";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { useSnapshot } from "../snapshot";
import { COLUMNS, inColumn, place, type Spot, type TopicItem, type TopicOrder, topicsOf } from "../topics";
import { topicWords } from "../words/topics";
import { useRefresh } from "./refresh";
import { type GripProps, TopicCard } from "./topics-card";
import { type Moving, useDragging } from "./topics-dragging";
import { MoveDialog, stepped } from "./topics-moving";
import { PasteDialog } from "./topics-pasting";
import { WordsDialog } from "./topics-wording";

const TopicsPageDocument = graphql(`
  query TopicsPage($slug: String!, $id: ID!, $after: String) {
    network(slug: $slug) { id slug name nameEn hue cursor }
    node(id: $id) {
      __typename
      ... on Board {
        id
        title
        audience
        threadCount
        topicCount
        network { id }
        viewerCan {
          proposeTopic { allowed reason }
          supportTopics { allowed reason }
          arrangeTopics { allowed }
        }
        topics(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { ...TopicCard viewerSupports } }
        }
      }
    }
  }
`);

const MoveTopic = graphql(`
  mutation MoveTopic($input: MoveTopicInput!) { moveTopic(input: $input) { topic { ...TopicCard } } }
`);

type Board = Extract<NonNullable<TopicsPageQuery["node"]>, { __typename: "Board" }>;
type Held = {
  network: NonNullable<TopicsPageQuery["network"]>;
  board: Board;
  topics: TopicItem[];
  after: string | null;
};

/** A board's topics in columns; whoever moderates moves them by mouse, by touch and by keyboard. */
export function TopicsPage({ slug, boardId }: { slug: string; boardId: string }) {
  const { soon, when } = useRefresh();
  const { data, refusal, reload } = useSnapshot<Held>(
    (held) => load(slug, boardId, held),
    (held, events) => {
      if (
        events.some((event) => event.__typename.startsWith("Thread") || event.__typename === "NetworkChanged")
      )
        soon();
      const come = topicsOf(boardId, events);
      return come.length > 0 ? withTopics(held, come) : held;
    },
  );
  useEffect(() => when(reload), [when, reload]);
  const asked = useSignal<"propose" | "paste" | TopicItem | undefined>(undefined);
  const order = useSignal<TopicOrder>("PLACE");
  const moving = useSignal<Moving | undefined>(undefined);
  const told = useSignal("");
  const refocus = useRef<{ id: string } | undefined>(undefined);
  const hintId = useId();

  const done = (...topics: TopicItem[]) => {
    if (data.value) data.value = withTopics(data.value, topics);
  };
  const move = async (topic: TopicItem, to: Spot) => {
    moving.value = { topic, to };
    try {
      const input = { topicId: topic.id, ...to };
      done((await ask(MoveTopic, { input })).moveTopic.topic);
      moving.value = undefined;
      told.value = said(topic, to, data.value?.topics ?? []);
    } finally {
      moving.value = undefined;
    }
  };
  const attempt = (topic: TopicItem, to: Spot) =>
    move(topic, to).catch((error) => {
      told.value = refusalOf(error).message;
    });
  const { dragged, grab } = useDragging(moving, ({ topic, to }) => attempt(topic, to));
  // A card that has gone to another column is drawn anew there; the hand stays on it.
  useLayoutEffect(() => {
    const grip = document.querySelector<HTMLElement>(`[data-grip="${refocus.current?.id}"]`);
    if (refocus.current && document.activeElement !== grip) grip?.focus();
  });

  /** Gives what lets go of it again, once it is drawn; unless the next step has begun by then. */
  const keepHandOn = ({ id }: TopicItem) => {
    const own = { id };
    refocus.current = own;
    return () =>
      void requestAnimationFrame(() => {
        if (refocus.current === own) refocus.current = undefined;
      });
  };

  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const w = topicWords.value;
  const { network, board, topics, after } = held;
  const { proposeTopic, supportTopics, arrangeTopics } = board.viewerCan;

  const gripOf = (topic: TopicItem): GripProps | undefined =>
    arrangeTopics.allowed
      ? {
          hintId,
          isDragged: dragged.value === topic.id,
          grab: grab(topic),
          open: () => {
            asked.value = topic;
          },
          step: (event) => {
            const to = stepped(topic, topics, event.key);
            if (!event.key.startsWith("Arrow") || order.value !== "PLACE") return;
            event.preventDefault();
            if (!to || moving.value) return;
            attempt(topic, to).finally(keepHandOn(topic));
          },
        }
      : undefined;
  const showMore = async () => {
    const { node } = await ask(TopicsPageDocument, { slug, id: boardId, after });
    if (node?.__typename !== "Board" || !data.value) return;
    data.value = { ...withTopics(data.value, nodes(node)), after: next(node) };
  };

  return (
    <Reading hue={network.hue} wide crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title(board.title)}>{board.title}</Heading>
      <BoardTabs slug={slug} board={board} />
      <p class="lead">{w.lead}</p>
      <div class="topics-doing">
        {proposeTopic.allowed && (
          <button type="button" onClick={() => (asked.value = "propose")}>
            <Icon shape={Lightbulb} />
            {w.propose}
          </button>
        )}
        {arrangeTopics.allowed && (
          <button type="button" class="outline" onClick={() => (asked.value = "paste")}>
            <Icon shape={ClipboardPaste} />
            {w.paste}
          </button>
        )}
        {arrangeTopics.allowed && topics.length > 1 && (
          <a class="button outline" href={`/sieci/${slug}/nowe-glosowanie?dzial=${boardId}`}>
            <Icon shape={Vote} />
            {w.vote}
          </a>
        )}
        {topics.length > 1 && (
          <Choice<TopicOrder>
            name={w.order}
            chosen={order.value}
            among={[
              ["PLACE", `${w.order}: ${w.orders.PLACE}`],
              ["SUPPORT", w.orders.SUPPORT],
            ]}
            choose={(chosen) => (order.value = chosen)}
          />
        )}
      </div>
      {!proposeTopic.allowed && proposeTopic.reason && <p class="refused">{proposeTopic.reason}</p>}
      {topics.length === 0 && <Empty>{proposeTopic.allowed ? w.emptyCan : w.empty}</Empty>}
      {arrangeTopics.allowed && (
        <p class="unseen" id={hintId}>
          {w.moveHint}
        </p>
      )}
      <div class={dragged.value ? "topic-board dragging" : "topic-board"}>
        {COLUMNS.map((column) => {
          const cards = inColumn(topics, column, order.value, moving.value);
          return (
            <section key={column} class="topic-column" data-column={column} aria-label={w.columns[column]}>
              <h2>
                {w.columns[column]} <small>{cards.length}</small>
              </h2>
              <ul>
                {cards.map((topic) => (
                  <TopicCard
                    key={topic.id}
                    slug={slug}
                    networkId={network.id}
                    topic={topic}
                    maySupport={supportTopics.allowed}
                    done={done}
                    grip={gripOf(topic)}
                  />
                ))}
              </ul>
              {cards.length === 0 && <p class="quiet">{w.emptyColumn}</p>}
            </section>
          );
        })}
      </div>
      {after && (
        <button type="button" class="quiet-button" onClick={showMore}>
          {w.more}
        </button>
      )}
      <p class="unseen" role="status">
        {told.value}
      </p>
      {asked.value === "propose" && (
        <WordsDialog
          board={board}
          networkId={network.id}
          done={done}
          close={() => (asked.value = undefined)}
        />
      )}
      {asked.value === "paste" && (
        <PasteDialog
          boardId={board.id}
          done={(count) => {
            told.value = w.added(count);
            reload();
          }}
          close={() => (asked.value = undefined)}
        />
      )}
      {typeof asked.value === "object" && (
        <MoveDialog
          topic={asked.value}
          topics={topics}
          move={(to) => move(asked.value as TopicItem, to)}
          close={() => {
            const letGo = keepHandOn(asked.value as TopicItem);
            asked.value = undefined;
            letGo();
          }}
        />
      )}
    </Reading>
  );
}

async function load(slug: string, id: string, held: Held | null | undefined) {
  const { network, node } = await ask(TopicsPageDocument, { slug, id });
  if (!network || node?.__typename !== "Board" || node.network.id !== network.id)
    return { data: null, network };
  const first = nodes(node);
  const paged = held && held.topics.length > first.length && held.after === null;
  const topics = paged ? place(held.topics, first) : first;
  return { data: { network, board: node, topics, after: paged ? null : next(node) }, network };
}

const nodes = (board: Board) => board.topics.edges.map((edge) => edge.node);
const next = ({ topics: { pageInfo } }: Board) =>
  pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;

function withTopics(held: Held, come: TopicItem[]): Held {
  const topics = place(held.topics, come);
  const topicCount = held.board.topicCount + topics.length - held.topics.length;
  return { ...held, topics, board: { ...held.board, topicCount } };
}

function said(topic: TopicItem, to: Spot, topics: TopicItem[]): string {
  const w = topicWords.value;
  const there = inColumn(topics, to.column, "PLACE");
  const at = there.findIndex((one) => one.id === topic.id) + 1;
  return w.moved(topic.title, w.columns[to.column], at, there.length);
}
