import { signal } from "@preact/signals";
import { language, words } from "./words";

/** Moves once a minute, so that "5 minutes ago" stays true while it is looked at. */
export const now = signal(new Date());
setInterval(() => {
  now.value = new Date();
}, 60_000);

const DAY = 86_400_000;

const locale = () => (language.value === "en" ? "en-GB" : "pl-PL");
const written = (at: Date, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), style).format(at);
const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

export function clock(at: Date): string {
  return written(at, { hour: "numeric", minute: "2-digit" });
}

/** A date as people say it. */
export function said(at: Date, from: Date = now.value): string {
  const minutes = Math.floor((from.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return words.value.dates.justNow;
  if (minutes < 60) return words.value.dates.minutes(minutes);
  const days = Math.round((midnight(from) - midnight(at)) / DAY);
  if (days === 0) return words.value.dates.today(clock(at));
  if (days === 1) return words.value.dates.yesterday(clock(at));
  if (days < 7) return `${written(at, { weekday: "long" })}, ${clock(at)}`;
  const year = at.getFullYear() === from.getFullYear() ? undefined : "numeric";
  return `${written(at, { day: "numeric", month: "long", year })}, ${clock(at)}`;
}

export function exact(at: Date): string {
  return written(at, { dateStyle: "full", timeStyle: "long" });
}

/** A day, without the hour. */
export function day(at: Date): string {
  return written(at, { day: "numeric", month: "long", year: "numeric" });
}
