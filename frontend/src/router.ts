import { signal } from "@preact/signals";

const path = () => location.pathname;

export const route = signal({ path: path(), search: location.search, hash: location.hash, visit: 0 });

// Scroll places live in session storage by the history entry, as a reload and "back" must both find them.
type Entry = { entry?: string };
const fresh = (): Entry => ({ entry: crypto.randomUUID() });
const known = () => (history.state as Entry | null)?.entry !== undefined;
const entry = () => (history.state as Entry | null)?.entry ?? "first";
const kept = (name: string) => `empiria.scroll.${name}`;

let returning: number | undefined = reloadedAt();
let moved = false;

export function startRouter(): void {
  history.scrollRestoration = "manual";
  if (!known()) history.replaceState(fresh(), "");
  addEventListener("popstate", () => arrive(known()));
  addEventListener("click", followLink);
  addEventListener("scroll", () => rememberSoon(), { passive: true });
}

export function go(to: string, replace = false): void {
  remember();
  if (replace) history.replaceState(fresh(), "", to);
  else history.pushState(fresh(), "", to);
  arrive(false);
}

/** The scroll place of a page come back to; asked once, by the page that has drawn itself. */
export function takeReturning(): number | undefined {
  const place = returning;
  returning = undefined;
  return place;
}

export function isReturning(): boolean {
  return returning !== undefined;
}

/** Whether the focus should go to the new page's heading; not so on the very first page. */
export function takeMoved(): boolean {
  const was = moved;
  moved = false;
  return was;
}

function arrive(back: boolean) {
  // A fragment typed into the address makes an entry of its own.
  if (!known()) history.replaceState(fresh(), "");
  const samePage = path() === route.value.path && location.search === route.value.search;
  returning = back ? Number(sessionStorage.getItem(kept(entry())) ?? 0) : undefined;
  moved = !samePage;
  const visit = route.value.visit + (samePage ? 0 : 1);
  route.value = { path: path(), search: location.search, hash: location.hash, visit };
}

function reloadedAt(): number | undefined {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const place = sessionStorage.getItem(kept(entry()));
  return visit?.type === "reload" && place ? Number(place) : undefined;
}

let soon: number | undefined;
function rememberSoon() {
  clearTimeout(soon);
  soon = window.setTimeout(remember, 150);
}

function remember() {
  clearTimeout(soon);
  sessionStorage.setItem(kept(entry()), String(Math.round(scrollY)));
}

function followLink(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link?.href || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/assets/") || link.pathname.startsWith("/graphql")) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash === "#main") return;
  event.preventDefault();
  go(link.href);
}
