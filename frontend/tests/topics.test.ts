import { describe, expect, test } from "vitest";
import { inColumn, isSupported, place, type TopicItem } from "../src/topics";

const topic = (id: string, at: string, more: Partial<TopicItem> = {}) =>
  ({ id, place: at, column: "PROPOSED", supportCount: 0, supports: { edges: [] }, ...more }) as TopicItem;
const ids = (topics: TopicItem[]) => topics.map(({ id }) => id);

describe("topics of a board", () => {
  test("stand in a column by their places, byte by byte, or by support", () => {
    const topics = [topic("a", "i1"), topic("b", "i", { supportCount: 2 }), topic("c", "hz")];
    expect(ids(inColumn(topics, "PROPOSED", "PLACE"))).toEqual(["c", "b", "a"]);
    expect(ids(inColumn(topics, "PROPOSED", "SUPPORT"))).toEqual(["b", "c", "a"]);
    expect(inColumn(topics, "DONE", "PLACE")).toEqual([]);
  });

  test("one on its way stands where it was put, and nowhere else", () => {
    const a = topic("a", "1");
    const topics = [a, topic("b", "2"), topic("c", "3", { column: "DONE" })];
    const moving = { topic: a, to: { column: "DONE" as const, afterId: "c" } };
    expect(ids(inColumn(topics, "DONE", "PLACE", moving))).toEqual(["c", "a"]);
    expect(ids(inColumn(topics, "PROPOSED", "PLACE", moving))).toEqual(["b"]);
  });

  test("are placed by id; a merged one goes, and what only the reader knows stays", () => {
    const held = [topic("a", "1", { viewerSupports: true }), topic("b", "2")];
    const merged = topic("b", "2", { mergedInto: { id: "a" } as TopicItem["mergedInto"] });
    const [a, ...others] = place(held, [topic("a", "3", { supportCount: 50 }), merged]);
    expect(others).toEqual([]);
    expect(a?.place).toBe("3");
    expect(a && isSupported(a, "seat_1")).toBe(true);
  });
});
