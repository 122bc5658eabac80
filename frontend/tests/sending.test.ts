import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refusal } from "../src/client";
import { readDraft } from "../src/drafts";
import { Sending } from "../src/sending";
import { words } from "../src/words";

vi.mock("graphql-ws", () => ({ createClient: () => ({ subscribe: () => () => {}, terminate: () => {} }) }));

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function writing(body = "Dzień dobry") {
  const sending = new Sending("person.thread");
  sending.change({ body });
  return sending;
}

test("a draft outlives the page", () => {
  writing("Zaczęte zdanie");
  expect(new Sending("person.thread").draft.value.body).toBe("Zaczęte zdanie");
});

test("what was sent leaves no draft", async () => {
  const sending = writing();
  await sending.submit();
  expect(sending.draft.value.body).toBe("");
  expect(localStorage.length).toBe(0);
});

test("without a connection it waits and is sent again with the same key", async () => {
  const keys: string[] = [];
  const sending = writing();
  sending.send = async ({ key }) => {
    keys.push(key);
    if (keys.length < 3) throw new Refusal("OFFLINE", "");
  };
  await sending.submit();
  expect(sending.state.value).toBe("waiting");
  expect(readDraft("person.thread").body).toBe("Dzień dobry");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(sending.state.value).toBe("writing");
});

test("a reload while waiting keeps the key", async () => {
  const sending = writing();
  sending.send = async () => {
    throw new Refusal("OFFLINE", "");
  };
  await sending.submit();
  const reloaded = new Sending("person.thread");
  expect(reloaded.state.value).toBe("waiting");
  expect(reloaded.draft.value.key).toBe(sending.draft.value.key);
  sending.takeBack();
  reloaded.takeBack();
});

test("a text changed while its fate is unknown keeps the key, so it cannot become a second post", async () => {
  const sending = writing();
  sending.send = async () => {
    throw new Refusal("OFFLINE", "");
  };
  await sending.submit();
  const key = sending.draft.value.key;
  sending.takeBack();
  sending.change({ body: "Dzień dobry wszystkim" });
  expect(sending.draft.value.key).toBe(key);
});

test("when the earlier version had arrived, the writer is told and nothing is lost", async () => {
  const sending = writing();
  sending.send = async () => {
    throw new Refusal("CONFLICT", "conflict");
  };
  await sending.submit();
  expect(sending.refusal.value?.message).toBe(words.value.composer.earlierArrived);
  expect(sending.draft.value).toMatchObject({ body: "Dzień dobry", key: undefined });
});

test("a refusal is shown beside the text, which stays", async () => {
  const sending = writing();
  sending.send = async () => {
    throw new Refusal("INVALID", "Wpis jest za długi.", "body");
  };
  await sending.submit();
  expect(sending.state.value).toBe("writing");
  expect(sending.refusal.value?.message).toBe("Wpis jest za długi.");
  expect(sending.draft.value.body).toBe("Dzień dobry");
});
