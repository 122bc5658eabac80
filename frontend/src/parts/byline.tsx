import { words } from "../words";

type Seat = { kind: "MEMBER" | "OBSERVER"; city: { name: string } } | null | undefined;

export function Face({ name, observer }: { name: string; observer?: boolean }) {
  return (
    <span class={observer ? "face observer" : "face"} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Who wrote it and for which city. */
export function Byline({ name, seat }: { name: string; seat: Seat }) {
  return (
    <>
      <b>{name}</b>
      {seat && <span class="city">{seat.city.name}</span>}
      {seat?.kind === "OBSERVER" && <span class="tag">{words.value.network.observer}</span>}
    </>
  );
}

export function initials(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => /^\p{L}/u.test(part));
  const first = parts[0] ?? name;
  const last = parts.length > 1 ? parts[parts.length - 1] : undefined;
  const letters = [first, last].map((part) => (part ? ([...part][0] ?? "") : ""));
  return letters.join("").toLocaleUpperCase("pl");
}
