import { expect, test } from "vitest";
import { initials } from "../src/parts/byline";
import { excerpt } from "../src/parts/text";
import { bodyError, lengthOf, titleError } from "../src/parts/writing";

test.each([
  ["Marta Wilk", "MW"],
  ["Łukasz Żak-Nowak", "ŁN"],
  ["Ewa", "E"],
  ["dr Anna Maria Ćwik", "DĆ"],
])("initials of %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("an excerpt is text, ends at a word and keeps blocks apart", () => {
  expect(excerpt("<p>Raz <b>dwa</b></p><p>trzy</p>")).toBe("Raz dwa trzy");
  expect(excerpt(`<p>${"słowo ".repeat(100)}</p>`)).toMatch(/słowo…$/);
  expect(excerpt("<p>&lt;script&gt;</p>")).toBe("<script>");
  expect(excerpt(null)).toBe("");
});

test("limits count characters as the server does", () => {
  expect(lengthOf("👍")).toBe(1);
  expect(bodyError("👍".repeat(50_000))).toBeUndefined();
  expect(bodyError("a".repeat(50_001))).toContain("1");
  expect(bodyError("  ")).toBeDefined();
  expect(titleError("a".repeat(201))).toContain("1");
});
