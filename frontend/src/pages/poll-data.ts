import { ask } from "../client";
import { graphql } from "../contract";
import type { PollPageQuery } from "../contract/graphql";
import { clock } from "../dates";
import { language } from "../words";
import { pollWords } from "../words/polls";

graphql(`
  fragment BallotText on Ballot {
    words
    remark
    marks { option points }
    ranks
    seat { id city { id name } }
    history { person { id name } at isPaper approvedBy preparedBy { id name } }
  }
`);

const PollPageDocument = graphql(`
  query PollPage($slug: String!, $id: ID!) {
    network(slug: $slug) { id slug name nameEn hue cursor }
    node(id: $id) {
      __typename
      ... on Poll {
        id
        question
        description
        kind
        state
        most
        voters
        isByPerson
        isSecret
        mayReplace
        membersSee
        observersSee
        method
        majority
        countsAbstentions
        quorum
        ties
        unranked
        opensAt
        openedAt
        closesAt
        closedAt
        closedBy { id name }
        outcome
        reviewAt
        importedFrom
        secretRemarks
        network { id }
        thread { id title }
        version { id number title summary html result { id title } }
        author { id name }
        options { key label description at cost }
        showsTurnout
        budget
        arrangedAt
        board { id title }
        electors { seat { id city { id name } } person { id name } kind }
        resultsVisible
        columns {
          kind
          electors
          turnout
          isTooSmall
          tally {
            ballots
            winners
            methodsDisagree
            rounds { eliminated exhausted totals { option total } }
            pairs { over under ballots }
            counts {
              method
              passed
              ranking
              winners
              totals { option total }
            }
          }
        }
        ballots { ...BallotText }
        viewerVotes { isCast kind seat { id city { id name } } ballot { ...BallotText } prepared { words remark marks { option points } ranks approvedBy at person { id name } } }
        viewerCan {
          cast { allowed reason }
          prepare { allowed }
          enterPaper { allowed }
          writeBack { allowed }
          extend { allowed }
          close { allowed }
          withdraw { allowed }
          stateOutcome { allowed }
        }
      }
    }
  }
`);

export type Network = NonNullable<PollPageQuery["network"]>;
export type Poll = Extract<NonNullable<PollPageQuery["node"]>, { __typename: "Poll" }>;
export type Column = Poll["columns"][number];
export type Tally = NonNullable<Column["tally"]>;
export type Vote = Poll["viewerVotes"][number];
export type Option = Poll["options"][number];
export type Held = { network: Network; poll: Poll };

/** What an option is called, by its key. */
export function labels(poll: Poll): (key: string) => string {
  const byKey = new Map(poll.options.map((option) => [option.key, option.label]));
  return (key) => byKey.get(key) ?? key;
}

export async function loadPoll(slug: string, id: string) {
  const { network, node } = await ask(PollPageDocument, { slug, id });
  const found = network && node?.__typename === "Poll" && node.network.id === network.id;
  return { data: found ? { network, poll: node } : null, network };
}

const locale = () => (language.value === "en" ? "en-GB" : "pl-PL");

/** A day and an hour as one says until when: "piątku 28 listopada, 12:00". */
export function moment(at: string): string {
  const date = new Date(at);
  const day = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" }).format(date);
  const year = date.getFullYear() === new Date().getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${pollWords.value.weekdays[date.getDay()]} ${day}${year}, ${clock(date)}`;
}

/** What an option is called in that column. */
export function called(poll: Pick<Poll, "kind">, option: Option, kind: "MEMBER" | "OBSERVER"): string {
  if (poll.kind === "CONSENT") return pollWords.value.consent[kind][option.key] ?? option.key;
  if (!option.at) return option.label;
  const date = new Date(option.at);
  const day = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(
    date,
  );
  return `${day}, ${clock(date)}`;
}

export function money(cost: number): string {
  const style = { style: "currency", currency: "PLN", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale(), style).format(cost);
}
