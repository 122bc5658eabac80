import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

// The key is also read by public/assets/theme.js, which runs before the first paint.
const KEPT = "empiria.theme";
const kept = localStorage.getItem(KEPT);

export const theme = signal<Theme>(kept === "light" || kept === "dark" ? kept : "system");

effect(() => {
  localStorage.setItem(KEPT, theme.value);
  document.documentElement.dataset.theme = theme.value;
});
