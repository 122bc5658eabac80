import "../look/joining.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PlaceQuery } from "../contract/graphql";
import { day } from "../dates";
import { type Crumb, NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { viewer } from "../viewer";
import { joiningWords } from "../words/joining";
import { Ending, Leaving } from "./place-ending";
import { HandOver } from "./place-handing-over";
import { useRefreshed } from "./refresh";

const Place = graphql(`
  query Place($slug: String!, $id: ID!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { coordinate { allowed } }
      people(first: 100) { edges { node { id person { id name } seat { id city { id name } } } } }
    }
    node(id: $id) {
      ... on Standing {
        id
        kind
        function
        since
        person { id name }
        seat { id kind city { id name } }
        viewerCan { handOver { allowed reason } end { allowed } }
      }
    }
  }
`);

export type PlaceNetwork = NonNullable<PlaceQuery["network"]>;
export type PlaceStanding = Extract<NonNullable<PlaceQuery["node"]>, { since: unknown; viewerCan: unknown }>;
type Data = { network: PlaceNetwork; standing: PlaceStanding };

/** What somebody is in a network: to hand over, to leave, to end. */
export function PlacePage({ slug, standingId }: { slug: string; standingId: string }) {
  const { data, refusal, reload } = useRefreshed<Data>(
    async () => {
      const { network, node } = await ask(Place, { slug, id: standingId });
      const standing = node && "since" in node ? (node as PlaceStanding) : undefined;
      return { data: network && standing ? { network, standing } : null, network };
    },
    (event) => event.__typename === "PeopleChanged",
  );
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const { network, standing } = data.value;
  const w = joiningWords.value;
  const isOwn = standing.person.id === viewer.value?.person.id;
  const further: Crumb[] = [[`/sieci/${slug}/ludzie/${standing.person.id}`, standing.person.name]];
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} further={further} />}>
      <Heading title={isOwn ? w.ownSeatTitle : w.seatTitle} />
      <p class="facts">
        {[
          standing.person.name,
          standing.seat ? w.seatOf(standing.seat.city.name) : w.kinds[standing.kind],
          standing.function,
          w.since(day(new Date(standing.since))),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {standing.seat && <HandOver network={network} standing={standing} isOwn={isOwn} done={reload} />}
      {isOwn && <Leaving network={network} />}
      {standing.viewerCan.end.allowed && !isOwn && <Ending standing={standing} slug={slug} />}
    </Reading>
  );
}
