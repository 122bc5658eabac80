import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Typing } from "../src/parts/presence";
import { keepSaying, type Present } from "../src/presence";
import { sendingAt } from "../src/sending";

const said: boolean[] = [];
vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
  said.push(JSON.parse(body).variables.input.isTyping);
  return { json: async () => ({ data: { bePresent: { lastsForSeconds: 30 } } }) };
});

let stop = () => {};
const write = (body: string) => sendingAt("thread_1").change({ body });

beforeEach(() => {
  vi.useFakeTimers();
  sendingAt("thread_1").change({ body: "Szkic z wczoraj" });
  said.length = 0;
  stop = keepSaying("thread_1");
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("one says that one is here, and again before it lapses", () => {
  expect(said).toEqual([false]);
  vi.advanceTimersByTime(30_000);
  expect(said).toEqual([false, false, false]);
});

test("that one writes is said at the first key, not at every one, and that one has finished at once", () => {
  for (const body of ["D", "Do", "Dob", "Dobr", "Dobry"]) write(body);
  expect(said).toEqual([false, true]);
  vi.advanceTimersByTime(5_000);
  write("Dobry dzień");
  expect(said).toEqual([false, true, true]);
  write("");
  expect(said).toEqual([false, true, true, false]);
});

test("who has stopped says nothing more", () => {
  stop();
  write("Nikt tego nie widzi");
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([false]);
});

test("everybody sees at once who writes; screen readers hear it once in a while", async () => {
  const people = signal<Present[]>([]);
  const place = document.createElement("div");
  await act(() => render(<Typing people={people} />, place));
  const show = async (...names: string[]) => {
    await act(() => {
      people.value = names.map((name) => ({ isTyping: true, person: { id: name, name } }));
    });
    const [seen, heard] = [".typing", "[role=status]"].map(
      (where) => place.querySelector(where)?.textContent,
    );
    return [seen?.replace(/\s/g, " "), heard];
  };
  const marta = "Marta Wilk pisze…";
  expect(await show("Marta Wilk")).toEqual([marta, marta]);
  expect(await show("Marta Wilk", "Jan Kurek")).toEqual(["Marta Wilk i Jan Kurek piszą…", marta]);
  expect(await show()).toEqual([undefined, ""]);
  expect(await show("Marta Wilk")).toEqual([marta, ""]);
  await show();
  vi.advanceTimersByTime(31_000);
  expect(await show("Marta Wilk")).toEqual([marta, marta]);
});
