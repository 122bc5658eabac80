import type { InNetworkFragment } from "../contract/graphql";
import { peopleWords } from "../words/people";

type City = NonNullable<InNetworkFragment["seat"]>["city"];
type Kind = InNetworkFragment["kind"];

/** A person as one card: what they are here, said once, however many standings they have. */
export type Somebody = {
  id: string;
  name: string;
  kind: Kind;
  city: City | undefined;
  does: string;
  did: string | null | undefined;
  seeks: string | null | undefined;
  phone: string | null | undefined;
  email: string | null | undefined;
  isNew: boolean;
  /** Has switched the account off. */
  isAway: boolean;
  /** Not here for a year, and did not answer; told to coordinators. */
  isSilent: boolean;
  words: string;
};

export type Group = {
  name: "members" | "team" | "observers" | "programs";
  cities: { city: City | undefined; people: Somebody[] }[];
};

const NEW_FOR = 21 * 86_400_000;

/** In each city they stand for one card; who only moderates or coordinates has one in the team. */
export function somebodies(standings: InNetworkFragment[]): Somebody[] {
  const found = new Map<string, Somebody>();
  for (const standing of standings) {
    const key = `${standing.person.id}/${standing.seat?.city.id ?? ""}`;
    const known = found.get(key);
    if (known) known.does = joined(known.does, described(standing));
    else found.set(key, somebody(standing));
  }
  return [...found.values()].map((one) => ({ ...one, words: folded(Object.values(shownOf(one)).join(" ")) }));
}

function somebody(standing: InNetworkFragment): Somebody {
  const { id, name, did, seeks, phone, email } = standing.person;
  const introduced = standing.introducedAt && standing.introducedAt !== standing.since;
  return {
    ...{ id, name, did, seeks, phone, email, kind: standing.kind, city: standing.seat?.city, words: "" },
    does: described(standing),
    isAway: standing.person.isDeactivated ?? false,
    isSilent: standing.isSilent ?? false,
    isNew: Boolean(introduced) && Date.now() - Date.parse(standing.introducedAt ?? "") < NEW_FOR,
  };
}

function shownOf({ name, does, did, seeks, city }: Somebody) {
  return { name, does, did, seeks, city: city?.name };
}

export function described({ kind, function: does }: Pick<InNetworkFragment, "kind" | "function">): string {
  const w = peopleWords.value;
  const role =
    kind === "MODERATOR"
      ? w.moderates
      : kind === "COORDINATOR"
        ? w.coordinates
        : kind === "SERVICE"
          ? w.program
          : "";
  return joined(role, does);
}

const joined = (one: string, other: string) => [...new Set([one, other])].filter(Boolean).join(" · ");

/** Every word of the text stands somewhere on the card, whatever its accents and case. */
export function fits(one: Somebody, text: string): boolean {
  return folded(text)
    .split(/\s+/)
    .every((word) => one.words.includes(word));
}

export function folded(text: string): string {
  return text.toLocaleLowerCase("pl").replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
}

/** Member cities by name, then who runs the network, then observer cities, then programs. */
export function groupedBy(people: Somebody[]): Group[] {
  const groups: Group[] = [
    { name: "members", cities: byCity(people.filter((one) => one.kind === "MEMBER")) },
    { name: "team", cities: byCity(people.filter((one) => !one.city && one.kind !== "SERVICE")) },
    { name: "observers", cities: byCity(people.filter((one) => one.kind === "OBSERVER")) },
    { name: "programs", cities: byCity(people.filter((one) => one.kind === "SERVICE")) },
  ];
  return groups.filter((group) => group.cities.length > 0);
}

function byCity(people: Somebody[]) {
  const cities = new Map<string, { city: City | undefined; people: Somebody[] }>();
  for (const one of people) {
    const group = cities.get(one.city?.id ?? "") ?? { city: one.city, people: [] };
    group.people.push(one);
    cities.set(one.city?.id ?? "", group);
  }
  const order = new Intl.Collator("pl").compare;
  return [...cities.values()].sort((a, b) => order(a.city?.name ?? "", b.city?.name ?? ""));
}
