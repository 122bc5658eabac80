import { graphql } from "../contract";
import type { SearchKind } from "../contract/graphql";
import { route } from "../router";

export const Search = graphql(`
  query Search(
    $text: String!, $network: ID, $author: ID, $city: ID, $kinds: [SearchKind!], $since: Date, $after: String
  ) {
    search(
      text: $text, network: $network, author: $author, city: $city, kinds: $kinds, since: $since, after: $after
    ) {
      edges { ...Hit }
      totalCount
      hasMoreThanCounted
      correctedText
      pageInfo { hasNextPage endCursor }
    }
  }
`);

graphql(`
  fragment Hit on SearchEdge {
    cursor
    kind
    passage { text isMatch }
    node {
      __typename
      id
      ... on Post {
        position
        createdAt
        author { id name }
        seat { kind city { id name } }
        thread { id title network { id slug name nameEn hue } }
      }
      ... on Thread {
        createdAt
        author { id name }
        seat { kind city { id name } }
        network { id slug name nameEn hue }
      }
      ... on Person {
        standings(first: 4) {
          edges { node { id function seat { id city { id name } } network { id slug name nameEn hue } } }
        }
      }
      ... on City { voivodeship }
      ... on File { address }
    }
  }
`);

/** What is asked for, as the address says it. */
export type Asked = {
  q: string;
  co: SearchKind | undefined;
  siec: string | undefined;
  kiedy: "month" | "year" | undefined;
  osoba: string | undefined;
  miasto: string | undefined;
};

export const KINDS: SearchKind[] = ["POST", "THREAD", "PERSON", "CITY", "FILE"];
const DAYS = { month: 31, year: 366 };

export function asked(): Asked {
  const said = new URLSearchParams(route.value.search);
  const get = (name: string) => said.get(name) || undefined;
  const when = get("kiedy");
  return {
    q: said.get("q")?.trim() ?? "",
    co: KINDS.find((kind) => kind === get("co")),
    siec: get("siec"),
    kiedy: when === "month" || when === "year" ? when : undefined,
    osoba: get("osoba"),
    miasto: get("miasto"),
  };
}

export function pathOf(what: Partial<Asked>): string {
  const given = Object.entries(what).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/szukaj?${new URLSearchParams(given)}`;
}

export function variablesOf(what: Asked, after: string | null) {
  return {
    text: what.q,
    kinds: what.co ? [what.co] : null,
    network: what.siec ?? null,
    author: what.osoba ?? null,
    city: what.miasto ?? null,
    since: what.kiedy ? daysAgo(DAYS[what.kiedy]) : null,
    after,
  };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
