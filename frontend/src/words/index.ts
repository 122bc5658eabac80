/**
 * The words of the page. `pl.ts` is the source and the type; `en.ts` must have equal keys, or the page does
 * not compile. `plural.ts` picks the form for a number; `typeset.ts` ties what must not part at a line's end.
 */
import { computed, effect, signal } from "@preact/signals";
import { en } from "./en";
import { pl } from "./pl";
import { typeset } from "./typeset";

export type Words = typeof pl;
export type Interface = "pl" | "en";

const KEPT = "empiria.language";

export const language = signal<Interface>(localStorage.getItem(KEPT) === "en" ? "en" : "pl");

const catalogues: Record<Interface, Words> = { pl: typeset(pl), en };

export const words = computed(() => catalogues[language.value]);

effect(() => {
  localStorage.setItem(KEPT, language.value);
  document.documentElement.lang = language.value;
});

/** Networks carry both languages themselves. */
export function named(network: { name: string; nameEn: string }): string {
  return language.value === "en" ? network.nameEn || network.name : network.name;
}

export function themed(network: { theme: string; themeEn: string }): string {
  return language.value === "en" ? network.themeEn || network.theme : network.theme;
}
