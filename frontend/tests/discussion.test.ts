import { describe, expect, test } from "vitest";
import {
  arranged,
  type Discussion,
  firstOf,
  hasNewer,
  hasOlder,
  KEPT,
  type PostItem,
  withNewer,
  withNews,
  withOlder,
  withPost,
} from "../src/discussion";
import type { NewsEvent } from "../src/news";

const THREAD = "thread_1";
const CAN = {
  edit: { allowed: true },
  remove: { allowed: true },
  hide: { allowed: false },
  react: { allowed: true },
  report: { allowed: true },
  claim: { allowed: true },
};

function post(position: number, more: Partial<PostItem> = {}): PostItem {
  return {
    ...{ id: `post_${position}`, position, author: { id: "person_1", name: "Marta Wilk" }, seat: null },
    ...{ replyTo: null, html: `<p>${position}</p>`, createdAt: "2026-11-23T10:00:00Z", editedAt: null },
    ...{ removedAt: null, removedBy: null, removalReason: null },
    ...more,
  } as PostItem;
}

function holding(...positions: number[]): Discussion {
  const posts = positions.map((position) => post(position));
  return { posts, postCount: posts.length, highest: positions.at(-1) ?? 0 };
}

function added(position: number, thread = THREAD): NewsEvent {
  const told = { ...post(position), thread: { id: thread, title: "", board: null } };
  return { __typename: "PostAdded", number: position, at: "", post: told } as NewsEvent;
}

const positions = (held: Discussion) => held.posts.map((one) => one.position);

describe("news", () => {
  test("places posts by position, whatever the order they come in", () => {
    const held = withNews(holding(1, 2), THREAD, [added(3), added(4)]);
    expect(positions(held)).toEqual([1, 2, 3, 4]);
    expect(held.postCount).toBe(4);
  });

  test("told twice changes nothing", () => {
    const once = withNews(holding(1), THREAD, [added(2)]);
    expect(withNews(once, THREAD, [added(2)])).toEqual(once);
  });

  test("of another thread changes nothing", () => {
    const held = holding(1);
    expect(withNews(held, THREAD, [added(2, "thread_2")])).toEqual(held);
  });

  test("of a post one has already got as the answer to one's own reply makes no second one", () => {
    const sent = withPost(holding(1), post(2, { viewerCan: CAN }));
    const held = withNews(sent, THREAD, [added(2)]);
    expect(positions(held)).toEqual([1, 2]);
    expect(held.posts[1]?.viewerCan).toEqual(CAN);
  });
});

describe("a removed post", () => {
  test("stays in its place and is counted once", () => {
    const gone = post(1, { removedAt: "2026-11-23T11:00:00Z", html: null });
    const held = withPost(withPost(holding(1, 2), gone), gone);
    expect(positions(held)).toEqual([1, 2]);
    expect(held.postCount).toBe(1);
    expect(held.posts[0]?.html).toBeNull();
  });
});

describe("a window that does not reach the end", () => {
  const part: Discussion = { ...holding(1, 2), postCount: 9, highest: 9 };

  test("counts what comes and leaves no gap", () => {
    const held = withNews(part, THREAD, [added(10)]);
    expect(positions(held)).toEqual([1, 2]);
    expect([held.postCount, held.highest]).toEqual([10, 10]);
    expect(withNews(held, THREAD, [added(10)]).postCount).toBe(10);
  });

  test("grows when one reads on", () => {
    const held = withNewer({ ...part, highest: 4 }, [post(3), post(4)]);
    expect(positions(held)).toEqual([1, 2, 3, 4]);
    expect(hasNewer(held)).toBe(false);
  });

  test("grows upwards too, without doubles", () => {
    const held = withOlder(holding(3, 4), [post(2), post(3)]);
    expect(positions(held)).toEqual([2, 3, 4]);
    expect(hasOlder(held)).toBe(true);
  });

  test("lets go at its other end of what is too much", () => {
    const many = Array.from({ length: KEPT }, (_, index) => index + 11);
    const upwards = withOlder(holding(...many), [post(9), post(10)]);
    expect([firstOf(upwards), upwards.posts.length]).toEqual([9, KEPT]);
    expect(hasNewer(upwards)).toBe(true);
    const downwards = withNewer(upwards, [post(KEPT + 9), post(KEPT + 10)]);
    expect([firstOf(downwards), hasOlder(downwards), hasNewer(downwards)]).toEqual([11, true, false]);
  });
});

describe("replies", () => {
  test("stand under the post they answer, however late, and in their own place when it is not here", () => {
    const under = { id: "post_1" };
    const posts = [post(1), post(2), post(3, { under }), post(4, { under: { id: "post_elsewhere" } })];
    const shown = arranged(posts).map(({ post: { position }, nested }) => [position, nested]);
    expect(shown).toEqual([
      [1, false],
      [3, true],
      [2, false],
      [4, false],
    ]);
  });
});
