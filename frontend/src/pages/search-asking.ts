import { graphql } from "../contract";
import type { SearchKind } from "../contract/graphql";
import { route } from "../router";

export const Search = graphql(`
  query Search(
    $text: String!, $network: ID, $board: ID, $author: ID, $city: ID, $kinds: [SearchKind!], $since: Date,
    $until: Date, $after: String
  ) {
    search(
      text: $text, network: $network, board: $board, author: $author, city: $city, kinds: $kinds, since: $since,
      until: $until, after: $after
    ) {
      edges { ...Hit }
      totalCount
      hasMoreThanCounted
      correctedText
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const SearchBoards = graphql(`
  query SearchBoards($network: ID!) {
    node(id: $network) { __typename ... on Network { boards(first: 100) { edges { node { id title } } } } }
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
      ... on Topic {
        title
        createdAt
        author { id name }
        seat { kind city { id name } }
        network { id slug name nameEn hue }
      }
      ... on Poll { question openedAt author { id name } network { id slug name nameEn hue } }
      ... on ResultVersion { issuedAt result { id title network { id slug name nameEn hue } } }
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

type When = "month" | "year" | "days";

/** What is asked for, as the address says it. */
export type Asked = {
  q: string;
  co: SearchKind | undefined;
  siec: string | undefined;
  dzial: string | undefined;
  kiedy: When | undefined;
  od: string | undefined;
  do: string | undefined;
  osoba: string | undefined;
  miasto: string | undefined;
};

export const KINDS: SearchKind[] = ["POST", "THREAD", "TOPIC", "RESULT", "POLL", "PERSON", "CITY", "FILE"];
const WHEN: When[] = ["month", "year", "days"];
const DAYS = { month: 31, year: 366 };

export function asked(): Asked {
  const said = new URLSearchParams(route.value.search);
  const get = (name: string) => said.get(name) || undefined;
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(get(name) ?? "") ? get(name) : undefined);
  return {
    q: said.get("q")?.trim() ?? "",
    co: KINDS.find((kind) => kind === get("co")),
    siec: get("siec"),
    dzial: get("dzial"),
    kiedy: WHEN.find((when) => when === get("kiedy")),
    od: day("od"),
    do: day("do"),
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
    board: what.dzial ?? null,
    since: since(what),
    until: what.kiedy === "days" ? (what.do ?? null) : null,
    after,
  };
}

function since({ kiedy, od }: Asked): string | null {
  return kiedy === "days" ? (od ?? null) : kiedy ? daysAgo(DAYS[kiedy]) : null;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
