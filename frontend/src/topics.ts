import { graphql } from "./contract";
import type { TopicCardFragment, TopicColumn } from "./contract/graphql";
import type { NewsEvent } from "./news";

graphql(`
  fragment TopicCard on Topic {
    id
    title
    need
    kind
    form
    column
    place
    supportCount
    threadCount
    createdAt
    author { id name }
    seat { id city { id name } }
    board { id }
    mergedInto { id }
    supports(first: 20) { edges { node { id seat { id kind city { id name } } } } }
  }
`);

/** News do not say whether the reader's city supports it; the page asks for that itself. */
export type TopicItem = TopicCardFragment & { viewerSupports?: boolean };
export type Column = TopicColumn;
export type TopicOrder = "PLACE" | "SUPPORT";

export const COLUMNS: Column[] = ["PROPOSED", "PLANNED", "IN_WORK", "DONE"];

/** Where a card is to stand: after that one of the column, or first there. */
export type Spot = { column: Column; afterId: string | null };

/** Places are compared as the server does, byte by byte; they hold nothing but digits and small letters. */
function byPlace(a: TopicItem, b: TopicItem): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : a.id < b.id ? -1 : 1;
}

function bySupport(a: TopicItem, b: TopicItem): number {
  return b.supportCount - a.supportCount || (a.id < b.id ? 1 : -1);
}

/** The topics of a column in that order; one that is on its way stands where it was put. */
export function inColumn(
  topics: TopicItem[],
  column: Column,
  order: TopicOrder,
  moving?: { topic: TopicItem; to: Spot },
): TopicItem[] {
  const there = topics
    .filter((topic) => topic.column === column && topic.id !== moving?.topic.id)
    .sort(order === "PLACE" ? byPlace : bySupport);
  if (moving?.to.column !== column) return there;
  const at = there.findIndex((topic) => topic.id === moving.to.afterId) + 1;
  const moved = { ...moving.topic, column };
  return order === "PLACE" ? there.toSpliced(at, 0, moved) : [...there, moved].sort(bySupport);
}

/** Whether that city of the reader's supports it. */
export function isSupported(topic: TopicItem, seatId: string): boolean {
  const listed = topic.supports.edges;
  if (listed.some(({ node }) => node.seat.id === seatId)) return true;
  return listed.length < topic.supportCount && topic.viewerSupports === true;
}

/** Topics put in their places by id; merged ones go. */
export function place(held: TopicItem[], come: TopicItem[]): TopicItem[] {
  const byId = new Map(held.map((topic) => [topic.id, topic]));
  for (const topic of come) {
    if (topic.mergedInto) byId.delete(topic.id);
    else byId.set(topic.id, { ...byId.get(topic.id), ...topic });
  }
  return [...byId.values()];
}

export function topicsOf(boardId: string, events: NewsEvent[]): TopicItem[] {
  return events.flatMap((event) => {
    const topic = "topic" in event ? event.topic : null;
    return topic?.board.id === boardId ? [topic] : [];
  });
}
