import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Sink = { next: (value: unknown) => void; error: (error: unknown) => void; complete: () => void };
type Followed = { after: string | undefined; sink: Sink; ended: boolean };

const followed: Followed[] = [];
const subscribe = (payload: { variables: { after?: string } }, sink: Sink) => {
  const one: Followed = { after: payload.variables.after, sink, ended: false };
  followed.push(one);
  return () => {
    one.ended = true;
  };
};
vi.mock("graphql-ws", () => ({ createClient: () => ({ subscribe, terminate: () => drop() }) }));

const NETWORK = "network_1";
let live: typeof import("../src/live");

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  followed.length = 0;
  live = await import("../src/live");
  live.follow(NETWORK, "c0", performance.now());
});
afterEach(() => {
  live.followOnly([]);
  vi.useRealTimers();
});

const open = () => followed.filter((one) => !one.ended);
const last = () => followed.at(-1) as Followed;
function drop() {
  for (const one of open()) one.sink.error(new CloseEvent("close", { code: 1006 }));
}
function say(cursor: string, numbers: number[] = [], control?: object) {
  const events = numbers.map((number) => ({ __typename: "PostAdded", number, at: "", post: null }));
  last().sink.next({ data: { networkEvents: { cursor, events, control: control ?? null } } });
}
const heartbeat = (head: number) => ({ __typename: "Heartbeat", head });

test("says live once the stream answers", () => {
  expect(live.connection.value.kind).toBe("connecting");
  say("c0", [], heartbeat(4));
  expect(live.connection.value.kind).toBe("live");
});

test("a lost connection is told with its hour, and resumed from the newest cursor", async () => {
  say("c5", [5]);
  drop();
  expect(live.connection.value.kind).toBe("catchingUp");
  await vi.advanceTimersByTimeAsync(1_600);
  expect(last().after).toBe("c5");
  await vi.advanceTimersByTimeAsync(100);
  expect(live.connection.value.kind).toBe("offline");
  say("c6", [6]);
  expect(live.connection.value.kind).toBe("live");
});

test("tries for ever, at most about 15 seconds apart", async () => {
  say("c0", [], heartbeat(0));
  for (let round = 0; round < 12; round += 1) {
    drop();
    const before = followed.length;
    await vi.advanceTimersByTimeAsync(15_400);
    expect(followed.length).toBeGreaterThan(before);
  }
});

test("silence is a dead connection", async () => {
  say("c0", [], heartbeat(0));
  await vi.advanceTimersByTimeAsync(42_000);
  expect(followed.length).toBeGreaterThan(1);
  expect(open()).toHaveLength(1);
});

test("a head that runs ahead of what was heard is asked for again", async () => {
  say("c4", [4]);
  say("c4", [], heartbeat(6));
  await vi.advanceTimersByTimeAsync(2_100);
  expect(followed).toHaveLength(2);
  expect(last().after).toBe("c4");
});

test("when it must start afresh it follows first, then lets the pages load", async () => {
  const heard: boolean[] = [];
  live.listen((news) => heard.push(news.afresh));
  say("c0", [], heartbeat(0));
  say("c0", [], { __typename: "ResyncRequired" });
  await vi.advanceTimersByTimeAsync(1_600);
  expect(last().after).toBeUndefined();
  expect(heard).toEqual([]);
  say("c9", [], heartbeat(9));
  expect(heard).toEqual([true]);
});

test("a network one may not follow is left, and the pages look again", async () => {
  const heard: boolean[] = [];
  live.listen((news) => heard.push(news.afresh));
  last().sink.error([{ message: "", extensions: { code: "NOT_FOUND" } }]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heard).toEqual([true]);
  expect(open()).toHaveLength(0);
});
