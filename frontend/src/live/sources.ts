import { asking, Refusal } from "../client";
import type { MyNewsSubscription, NetworkNewsSubscription } from "../contract/graphql";
import { askForNews, askWhereIStand, type Batch, MyNews, NetworkNews } from "../news";

/** The name of the stream of what is addressed to the viewer; every other is named by its network's id. */
export const MINE = "mine";

export type Source = {
  question: (after: string | undefined) => { query: string; variables: Record<string, unknown> };
  batchOf: (data: unknown) => Batch;
  /** The same by query. */
  ask: (after: string | undefined, first: number) => Promise<Batch>;
};

export function sourceOf(name: string): Source {
  return name === MINE ? mine : ofNetwork(name);
}

function ofNetwork(network: string): Source {
  return {
    question: (after) => asking(NetworkNews, { network, after }),
    batchOf: (data) => (data as NetworkNewsSubscription).networkEvents,
    ask: (after, first) => askForNews(network, after, first),
  };
}

/** It says no more than that there is something new: what one is somewhere has changed, so everything is asked anew. */
const mine: Source = {
  question: (after) => asking(MyNews, { after }),
  batchOf: (data) => (data as MyNewsSubscription).personalEvents as Batch,
  ask: async (after) => {
    const cursor = await askWhereIStand();
    if (!cursor) throw new Refusal("NOT_SIGNED_IN", "");
    const moved = after !== undefined && cursor !== after;
    return {
      cursor,
      events: moved ? [{ __typename: "StandingChanged", number: 0, at: "" }] : [],
      control: null,
    };
  },
};
