import { expect, test } from "vitest";
import { exact, said } from "../src/dates";
import { language } from "../src/words";

const now = new Date(2026, 10, 23, 14, 3);
const spaced = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [new Date(2026, 10, 23, 14, 2, 30), "przed chwilą"],
  [new Date(2026, 10, 23, 14, 4), "przed chwilą"],
  [new Date(2026, 10, 23, 14, 2), "1 minutę temu"],
  [new Date(2026, 10, 23, 14, 0), "3 minuty temu"],
  [new Date(2026, 10, 23, 13, 50), "13 minut temu"],
  [new Date(2026, 10, 23, 9, 12), "dziś, 9:12"],
  [new Date(2026, 10, 22, 23, 50), "wczoraj, 23:50"],
  [new Date(2026, 10, 17, 9, 12), "wtorek, 9:12"],
  [new Date(2026, 4, 12, 9, 12), "12 maja, 9:12"],
  [new Date(2022, 9, 20, 9, 12), "20 października 2022, 9:12"],
])("a date as people say it: %s", (at, words) => {
  language.value = "pl";
  expect(spaced(said(at, now))).toBe(words);
});

test("in English", () => {
  language.value = "en";
  expect(said(new Date(2026, 10, 22, 9, 12), now)).toBe("yesterday, 9:12");
  expect(said(new Date(2026, 4, 12, 9, 12), now)).toBe("12 May, 9:12");
  language.value = "pl";
});

test("and exactly", () => {
  expect(exact(new Date(2026, 10, 17, 9, 12, 5))).toContain("17 listopada 2026");
});
