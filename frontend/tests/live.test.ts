import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

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
const heard: { closed?: (event: CloseEvent) => void } = {};
const createClient = ({ on }: { on: typeof heard }) => {
  Object.assign(heard, on);
  return { subscribe, terminate: () => drop() };
};
vi.mock("graphql-ws", () => ({ createClient: (options: { on: typeof heard }) => createClient(options) }));

const NETWORK = "network_1";
let live: typeof import("../src/live");

/** What the server answers to queries; nothing while it cannot be reached. */
let answers: Batch[] | undefined;
let mine = "m0";
type Batch = { cursor: string; events: object[]; control: object | null };
const asked: (string | undefined)[] = [];
vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
  if (!answers) throw new TypeError("no network");
  const { query, variables } = JSON.parse(body);
  if (query.includes("MyCursor")) return { json: async () => ({ data: { viewer: { cursor: mine } } }) };
  const { after } = variables;
  asked.push(after);
  const events = answers.shift() ?? { cursor: after, events: [], control: heartbeat(0) };
  return { json: async () => ({ data: { events } }) };
});

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  followed.length = 0;
  asked.length = 0;
  answers = undefined;
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
  last().sink.next({ data: { networkEvents: batch(cursor, numbers, control) } });
}
function batch(cursor: string, numbers: number[] = [], control?: object): Batch {
  const events = numbers.map((number) => ({ __typename: "PostAdded", number, at: "", post: null }));
  return { cursor, events, control: control ?? null };
}
/** The socket fails without a word, over and over. */
async function failing(rounds: number) {
  for (let round = 0; round < rounds; round += 1) {
    drop();
    await vi.advanceTimersByTimeAsync(3_000);
  }
}
/** Until the socket is tried once more; how many seconds that took. */
async function triedAgain() {
  const before = followed.length;
  let seconds = 0;
  for (; followed.length === before && seconds < 300; seconds += 1) await vi.advanceTimersByTimeAsync(1_000);
  return seconds;
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

test("events of a kind it does not know pass by", () => {
  say("c1", [], heartbeat(0));
  last().sink.next({
    data: {
      networkEvents: {
        cursor: "c2",
        control: null,
        events: [{ __typename: "Unreadable", number: 1, at: "" }],
      },
    },
  });
  expect(live.connection.value.kind).toBe("live");
});

test("a session that ended is told at once", async () => {
  let told = 0;
  live.whenSignedOut(() => {
    told += 1;
  });
  heard.closed?.(new CloseEvent("close", { code: 4403 }));
  expect(told).toBe(1);
});

test("what one is somewhere has changed: the pages load afresh", () => {
  const heard: [string, boolean][] = [];
  live.listen(({ stream, afresh }) => heard.push([stream, afresh]));
  live.follow(live.MINE, "m0", performance.now());
  const personalEvents = { cursor: "m1", events: [{ __typename: "StandingChanged", number: 1, at: "" }] };
  expect(last().after).toBe("m0");
  last().sink.next({ data: { personalEvents } });
  expect(heard).toEqual([[live.MINE, true]]);
});

describe("where a proxy lets no socket through", () => {
  beforeEach(() => {
    answers = [];
  });

  test("three tries in vain, while the server answers, and news is asked for every 15 seconds", async () => {
    const numbers: number[] = [];
    live.listen((news) => numbers.push(...news.events.map((event) => event.number)));
    await failing(2);
    expect(live.connection.value.kind).toBe("connecting");
    await failing(1);
    expect(live.connection.value.kind).toBe("polling");
    answers = [batch("c7", [6, 7])];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(numbers).toEqual([6, 7]);
    answers = [batch("c8", [8])];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked.at(-1)).toBe("c7");
    expect(numbers).toEqual([6, 7, 8]);
  });

  test("a long absence is read batch by batch without waiting", async () => {
    await failing(3);
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    answers = [batch("c100", hundred), batch("c101", [101])];
    asked.length = 0;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked).toEqual(["c0", "c100"]);
  });

  test("the socket is tried in the background, and live comes back", async () => {
    await failing(3);
    expect(await triedAgain()).toBeGreaterThan(100);
    expect(live.connection.value.kind).toBe("polling");
    drop();
    expect(await triedAgain()).toBeLessThan(140);
    say("c9", [], heartbeat(9));
    expect(live.connection.value.kind).toBe("live");
    asked.length = 0;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual([]);
  });

  test("an answer that comes after the socket's is dropped", async () => {
    await failing(3);
    await triedAgain();
    const heard: number[] = [];
    live.listen((news) => heard.push(...news.events.map((event) => event.number)));
    answers = [batch("late", [1])];
    document.dispatchEvent(new Event("visibilitychange"));
    say("c9", [9]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard).toEqual([9]);
  });

  test("a cursor that no longer fits makes the pages load afresh", async () => {
    const heard: boolean[] = [];
    await failing(3);
    live.listen((news) => heard.push(news.afresh));
    answers = [batch("c50", [], { __typename: "ResyncRequired" }), batch("c50", [], heartbeat(50))];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(asked.slice(-2)).toEqual(["c0", undefined]);
    expect(heard).toEqual([true]);
    expect(live.connection.value.kind).toBe("polling");
  });

  test("when queries fail too it is offline, and refreshed again when they pass", async () => {
    await failing(3);
    answers = undefined;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(live.connection.value.kind).toBe("offline");
    answers = [];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(live.connection.value.kind).toBe("polling");
  });

  test("what one is somewhere has changed: that is noticed by query too", async () => {
    const heard: string[] = [];
    await failing(3);
    live.listen(({ stream, afresh }) => afresh && heard.push(stream));
    live.follow(live.MINE, "m0", performance.now());
    await vi.advanceTimersByTimeAsync(15_000);
    expect(heard).toEqual([]);
    mine = "m1";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(heard).toEqual([live.MINE]);
  });

  test("a server that is away altogether is no proxy", async () => {
    answers = undefined;
    await failing(6);
    expect(live.connection.value.kind).toBe("offline");
    drop();
    expect(await triedAgain()).toBeLessThan(16);
    say("c1", [], heartbeat(1));
    expect(live.connection.value.kind).toBe("live");
  });
});
