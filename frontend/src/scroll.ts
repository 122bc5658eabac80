/** Whether the reader stands at the page's end, where what comes may simply appear. */
export function atEnd(): boolean {
  return document.documentElement.scrollHeight - innerHeight - scrollY < 120;
}

/** What is being read stays where it is while something is put above it. */
export function holdStill(change: () => void): void {
  const root = document.documentElement;
  const held = [...document.querySelectorAll<HTMLElement>(".post")].find(
    (post) => post.getBoundingClientRect().bottom > 0,
  );
  const before = held?.getBoundingClientRect().top ?? 0;
  // Or the browser's own anchoring would move the page a second time.
  root.style.setProperty("overflow-anchor", "none");
  change();
  requestAnimationFrame(() => {
    if (held?.isConnected) scrollBy(0, held.getBoundingClientRect().top - before);
    requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
  });
}

export function show(element: Element | null, block: ScrollLogicalPosition = "start"): void {
  element?.scrollIntoView({ block, behavior: "instant" });
}

export function showSmoothly(element: Element | null, block: ScrollLogicalPosition = "start"): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element?.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
}
