/**
 * The pages, one file each: the GraphQL document, the markup, the events, in that order. The routes that lead
 * here are in ../main.tsx. The files thread-…, network-… and so on are parts of those pages; refresh.ts asks again.
 */
import { ask } from "../client";
import { graphql } from "../contract";
import type { HomeQuery } from "../contract/graphql";
import { Heading } from "../parts/heading";
import { Count, Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { coordinates } from "../viewer";
import { named, themed, words } from "../words";
import { useRefreshed } from "./refresh";

const Home = graphql(`
  query Home {
    networks(first: 100) {
      edges {
        node {
          id
          slug
          name
          nameEn
          theme
          themeEn
          state
          hue
          unreadCount
          memberCityCount
          threads(first: 3) { edges { node { id title lastPostAt } } }
        }
      }
    }
  }
`);

type Network = HomeQuery["networks"]["edges"][number]["node"];

export function HomePage() {
  const { data, refusal, reload } = useRefreshed<Network[]>(async () => ({
    data: (await ask(Home)).networks.edges.map((edge) => edge.node),
    network: null,
  }));

  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = words.value.home;
  return (
    <Reading wide>
      <Heading title={w.title} />
      <p class="facts">
        <a href="/katalog">{w.others}</a>
      </p>
      {coordinates.value && (
        <p class="facts">
          <a href="/koordynacja">{words.value.rail.coordination}</a>
        </p>
      )}
      {data.value.length === 0 && <Empty>{w.empty}</Empty>}
      <ul class="cards">
        {data.value.map((network) => (
          <NetworkCard key={network.id} network={network} />
        ))}
      </ul>
    </Reading>
  );
}

function NetworkCard({ network }: { network: Network }) {
  const w = words.value;
  const newest = network.threads.edges.map((edge) => edge.node);
  return (
    <li class="card" style={{ "--hue": network.hue }}>
      <p class="card-state">
        {w.states[network.state]}
        {network.memberCityCount > 0 && ` · ${w.cities(network.memberCityCount)}`}
      </p>
      <h2>
        <a href={`/sieci/${network.slug}`}>{named(network)}</a>
        <Count count={network.unreadCount} />
      </h2>
      <p class="card-theme">{themed(network)}</p>
      {newest.length === 0 && <p class="card-newest quiet">{w.home.noThreads}</p>}
      {newest.length > 0 && (
        <ul class="card-newest" aria-label={w.home.newest}>
          {newest.map((thread) => (
            <li key={thread.id}>
              <a href={`/sieci/${network.slug}/rozmowy/${thread.id}`}>{thread.title}</a>
              <span class="quiet">
                <When at={thread.lastPostAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
