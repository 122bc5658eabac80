import { ask } from "../client";
import { graphql } from "../contract";
import type { CoordinationQuery } from "../contract/graphql";
import { Crumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { named, words } from "../words";
import { coordinatingWords } from "../words/coordinating";
import { Services } from "./coordination-services";
import { Settings } from "./coordination-settings";
import { ZmpList } from "./coordination-zmp";
import { useRefreshed } from "./refresh";

const Coordination = graphql(`
  query Coordination {
    networks(first: 20) {
      edges {
        node {
          id
          slug
          name
          nameEn
          hue
          state
          isListed
          showsCities
          admitsHeadsOnly
          memberCityCount
          observerCityCount
          personCount
          requestCount
          lastActivityAt
          services(first: 20) {
            edges {
              node {
                id
                person { id name }
                tokens { id name scopes createdAt usedAt expiresAt endedAt }
              }
            }
          }
          silentSeats(first: 50) { edges { node { id city { id name } } } }
          viewerCan { coordinate { allowed } }
        }
      }
    }
  }
`);

export type Coordinated = CoordinationQuery["networks"]["edges"][number]["node"];

export function CoordinationPage() {
  const { data, refusal, reload } = useRefreshed<Coordinated[]>(async () => {
    const { networks } = await ask(Coordination);
    const all = networks.edges.map((edge) => edge.node);
    return { data: all.filter((network) => network.viewerCan.coordinate.allowed), network: null };
  });
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = coordinatingWords.value;
  return (
    <Reading wide crumbs={<Crumbs trail={[["/", words.value.rail.mine]]} />}>
      <Heading title={w.title} />
      {data.value.length === 0 ? <Empty>{w.none}</Empty> : <p class="lead">{w.lead}</p>}
      <ul class="coordinated">
        {data.value.map((network) => (
          <Overview key={network.id} network={network} changed={reload} />
        ))}
      </ul>
      {data.value.length > 0 && <ZmpList />}
    </Reading>
  );
}

function Overview({ network, changed }: { network: Coordinated; changed: () => Promise<void> }) {
  const w = coordinatingWords.value;
  const path = `/sieci/${network.slug}`;
  const silent = network.silentSeats.edges.map((edge) => edge.node.city.name);
  return (
    <li class="coordinated-network" style={{ "--hue": network.hue }}>
      <div class="coordinated-head">
        <h2>
          <a href={path}>{named(network)}</a>
        </h2>
        <span class="tag">{w.states[network.state]}</span>
      </div>
      <dl class="figures">
        <Figure name={w.members} count={network.memberCityCount} />
        <Figure name={w.observers} count={network.observerCityCount} />
        <Figure name={w.people} count={network.personCount} />
        <Figure name={w.requests} count={network.requestCount} waits />
        <Figure name={w.silent} count={silent.length} waits />
        <div>
          <dt>{w.last}</dt>
          <dd class="figure-date">
            {network.lastActivityAt ? <When at={network.lastActivityAt} /> : w.never}
          </dd>
        </div>
      </dl>
      {silent.length > 0 && <p class="silent">{w.silentNames(silent.join(", "))}</p>}
      <nav class="coordinated-links" aria-label={named(network)}>
        <a href={`${path}/ludzie`}>{w.links.people}</a>
        <a href={`${path}/miasta`}>{w.links.cities}</a>
        <a href={`${path}/prosby`}>{w.links.requests}</a>
        <a href={`${path}/zaproszenia`}>{w.links.invitations}</a>
        <a href={`${path}/dziennik`}>{w.links.log}</a>
      </nav>
      <Settings network={network} changed={changed} />
      <Services network={network} changed={changed} />
    </li>
  );
}

function Figure({ name, count, waits }: { name: string; count: number; waits?: boolean }) {
  return (
    <div class={waits && count > 0 ? "figure-waits" : undefined}>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </div>
  );
}
