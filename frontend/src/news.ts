import { ask } from "./client";
import { graphql } from "./contract";
import type { NetworkNewsSubscription } from "./contract/graphql";

graphql(`
  fragment NewsBatch on EventBatch {
    cursor
    events {
      __typename
      number
      at
      ... on ThreadStarted { thread { ...ThreadLine } }
      ... on ThreadAppeared { thread { ...ThreadLine } }
      ... on ThreadAudienceChanged { thread { ...ThreadLine } }
      ... on ThreadChanged { thread { ...ThreadLine } }
      ... on ThreadWithdrawn { threadId }
      ... on PostAdded { post { ...PostText thread { id title board { id } } } }
      ... on PostEdited { post { ...PostText thread { id title board { id } } } }
      ... on PostRemoved { post { ...PostText thread { id title board { id } } } }
      ... on ReactionsChanged { post { id reactions { kind count } } }
      ... on ThreadsImported { board { id } }
      ... on TopicProposed { topic { ...TopicCard } }
      ... on TopicChanged { topic { ...TopicCard } }
      ... on TopicSupported { topic { ...TopicCard } }
      ... on NetworkChanged { network { id state } }
      ... on PersonChanged { person { id name } }
      ... on PeopleChanged { number }
      ... on PollOpened { poll { id } }
      ... on PollChanged { poll { id } }
      ... on PollClosed { poll { id } }
      ... on BallotCast { poll { id } }
      ... on NewcomerIntroduced { standing { id person { id name } seat { id city { id name } } } }
    }
    control {
      __typename
      ... on Heartbeat { head }
    }
  }
`);

// One and the same document on every page, with no field that depends on who asks: the server runs it once for
// everybody who follows a network. A field marked @viewer here would make it run for each reader separately.
export const NetworkNews = graphql(`
  subscription NetworkNews($network: ID!, $after: String) {
    networkEvents(network: $network, after: $after) { ...NewsBatch }
  }
`);

// What one is in a network has changed, or what one has read; what follows from it is asked for anew.
export const MyNews = graphql(`
  subscription MyNews($after: String) {
    personalEvents(after: $after) {
      cursor
      events {
        __typename
        number
        at
        ... on ThreadRead { thread { id readPosition } }
      }
      control {
        __typename
        ... on Heartbeat { head }
      }
    }
  }
`);

const MyCursor = graphql(`
  query MyCursor { viewer { cursor } }
`);

const NewsByQuery = graphql(`
  query NewsByQuery($network: ID!, $after: String, $first: Int!) {
    events(network: $network, after: $after, first: $first) { ...NewsBatch }
  }
`);

export type Batch = NetworkNewsSubscription["networkEvents"];
export type NewsEvent = Batch["events"][number];

/** The same news by query, for where no socket passes. */
export async function askForNews(network: string, after: string | undefined, first: number): Promise<Batch> {
  return (await ask(NewsByQuery, { network, after, first })).events;
}

/** Where the viewer's own stream stands; null for a stranger. */
export async function askWhereIStand(): Promise<string | null> {
  return (await ask(MyCursor)).viewer?.cursor ?? null;
}

export function isOver({ control }: Batch): boolean {
  return control?.__typename === "ResyncRequired" || control?.__typename === "AccessChanged";
}
