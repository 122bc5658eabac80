const LONELY = /(?<=^|[\s\u00a0(„])([aiouwzAIOUWZ]) /g;

/** Polish does not leave one-letter words at a line's end. */
export function tie(text: string): string {
  return text.replace(LONELY, "$1\u00a0");
}

export function typeset<T>(catalogue: T): T {
  if (typeof catalogue === "string") return tie(catalogue) as T;
  if (typeof catalogue === "function") {
    const compose = catalogue as unknown as (...parts: unknown[]) => string;
    return ((...parts: unknown[]) => tie(compose(...parts))) as T;
  }
  if (Array.isArray(catalogue)) return catalogue.map((part) => typeset(part)) as T;
  const entries = Object.entries(catalogue as object).map(([key, value]) => [key, typeset(value)]);
  return Object.fromEntries(entries) as T;
}
