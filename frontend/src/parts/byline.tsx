import { faceOf, learnFace } from "../faces";
import { words } from "../words";

type Seat = { kind: "MEMBER" | "OBSERVER"; city: { name: string } } | null | undefined;

type FaceProps = { name: string; id?: string; observer?: boolean; class?: string };

/** Somebody's portrait, or their initials until it is known and where there is none. */
export function Face({ name, id, observer, class: size = "" }: FaceProps) {
  const face = id ? faceOf(id) : null;
  if (id && face) {
    return (
      <img
        class={`face ${size}`}
        src={face}
        alt=""
        width={40}
        height={40}
        decoding="async"
        onError={() => learnFace(id, null)}
      />
    );
  }
  return (
    <span class={observer ? `face observer ${size}` : `face ${size}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Who wrote it and for which city; `path` leads to who they are. */
export function Byline({ name, seat, path }: { name: string; seat: Seat; path?: string | undefined }) {
  return (
    <>
      {path ? (
        <a class="name" href={path}>
          {name}
        </a>
      ) : (
        <b>{name}</b>
      )}
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
