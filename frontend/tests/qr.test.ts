import { expect, test } from "vitest";
import { qr } from "../src/qr";

const drawn = (text: string) => qr(text).map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));

test("a code is what scanners read: this one was read by OpenCV", () => {
  expect(drawn("https://empiria.example/#1")).toMatchSnapshot();
});

test("the code grows with the text, and has its three corners", () => {
  for (const [length, size] of [
    [10, 29],
    [60, 33],
    [80, 37],
    [200, 57],
  ] as const) {
    const rows = drawn("x".repeat(length));
    expect(rows.length).toBe(size);
    for (const row of [rows[0], rows[6]])
      expect(row?.startsWith("#######") && row.endsWith("#######")).toBe(true);
    expect(rows[size - 1]?.startsWith("#######")).toBe(true);
  }
  expect(() => qr("x".repeat(300))).toThrow(RangeError);
});
