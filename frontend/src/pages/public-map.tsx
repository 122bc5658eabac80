import { placed, SIZE, TOWNS } from "../parts/poland";
import { named } from "../words";
import { publicWords } from "../words/public";
import type { Card } from "./public";

type City = NonNullable<Card["memberCities"]>[number];
type Dot = { id: string; name: string; x: number; y: number; isMember: boolean };

/**
 * The country drawn by its towns, those of the networks among them, or of the one that is looked at. The list beside
 * it says the same in words, so to a screen reader it is one sentence.
 */
export function PublicMap({ cards, chosen }: { cards: Card[]; chosen: Card | undefined }) {
  const w = publicWords.value;
  const all = dots(cards);
  const shown = chosen ? dots([chosen]) : all;
  const networks = cards.filter((card) => (card.memberCities ?? []).length > 0).length;
  if (all.length === 0) return null;
  const names = new Set(shown.map((dot) => dot.id));
  return (
    <figure class="public-map" style={chosen ? { "--hue": chosen.hue } : undefined}>
      <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true" focusable="false">
        <path class="towns" d={TOWNS} />
        {all.map((dot) => (
          <circle
            key={dot.id}
            cx={dot.x}
            cy={dot.y}
            r={dot.isMember ? 0.85 : 0.6}
            class={names.has(dot.id) ? (dot.isMember ? "there" : "there watching") : "elsewhere"}
          >
            <title>{dot.name}</title>
          </circle>
        ))}
      </svg>
      <figcaption class="quiet">
        <span role="status">
          {chosen ? w.mapOf(named(chosen), shown.length) : w.map(all.length, networks)}
        </span>
      </figcaption>
    </figure>
  );
}

/** Each city once: as one of a network, where it is one anywhere. */
function dots(cards: Card[]): Dot[] {
  const found = new Map<string, Dot>();
  const add = (city: City, isMember: boolean) => {
    if (city.latitude === null || city.latitude === undefined) return;
    if (city.longitude === null || city.longitude === undefined || found.get(city.id)?.isMember) return;
    const { latitude, longitude } = city;
    found.set(city.id, { id: city.id, name: city.name, isMember, ...placed({ latitude, longitude }) });
  };
  for (const card of cards) for (const city of card.observerCities ?? []) add(city, false);
  for (const card of cards) for (const city of card.memberCities ?? []) add(city, true);
  return [...found.values()];
}
