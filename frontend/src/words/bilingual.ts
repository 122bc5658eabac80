import { computed } from "@preact/signals";
import { language } from "./index";
import { typeset } from "./typeset";

/** The words of pages that are fetched when they are gone to, beside the pages; both languages have equal keys. */
export function bilingual<T>(pl: T, en: T) {
  const catalogues = { pl: typeset(pl), en };
  return computed(() => catalogues[language.value]);
}
