import { describe, expect, test } from "vitest";
import { en } from "../src/words/en";
import { pl } from "../src/words/pl";
import { tie } from "../src/words/typeset";

const spaced = (text: string) => text.replaceAll("\u00a0", " ");

describe("Polish", () => {
  test.each([
    [1, 1, "Przeczyta to 1 miasto sieci i 1 obserwator"],
    [2, 3, "Przeczytają to 2 miasta sieci i 3 obserwatorzy"],
    [9, 14, "Przeczyta to 9 miast sieci i 14 obserwatorów"],
    [12, 22, "Przeczyta to 12 miast sieci i 22 obserwatorzy"],
    [22, 0, "Przeczytają to 22 miasta sieci"],
  ])("says who reads an open thread: %i and %i", (members, observers, sentence) => {
    expect(spaced(pl.whoReads("OPEN", members, observers))).toBe(sentence);
    expect(spaced(pl.whoReads("ALL", members, observers))).toBe(sentence);
  });

  test("does not count observers among readers of a closed board", () => {
    expect(spaced(pl.whoReads("MEMBERS", 9, 14))).toBe("Przeczyta to 9 miast sieci");
  });

  test.each([
    [0, "0 nowych wpisów"],
    [1, "1 nowy wpis"],
    [2, "2 nowe wpisy"],
    [5, "5 nowych wpisów"],
    [12, "12 nowych wpisów"],
    [24, "24 nowe wpisy"],
    [112, "112 nowych wpisów"],
  ])("counts %i new posts", (count, words) => {
    expect(spaced(pl.newPosts(count))).toBe(words);
  });

  test("leaves no one-letter word at a line's end", () => {
    expect(tie("Rozmowa o tym, co i w mieście")).toBe("Rozmowa o\u00a0tym, co i\u00a0w\u00a0mieście");
  });
});

describe("English", () => {
  test("says who reads", () => {
    expect(spaced(en.whoReads("ALL", 9, 1))).toBe("9 cities of the network and 1 observer will read this");
  });

  test("has the keys of the Polish catalogue and no more", () => {
    expect(keys(en)).toEqual(keys(pl));
  });
});

function keys(catalogue: object, path = ""): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "object" ? keys(value, `${path}${key}.`) : [`${path}${key}`],
  );
}
