import { useSignal } from "@preact/signals";
import { Mail, Phone, Search } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { WhoIsWhoQuery } from "../contract/graphql";
import { Address } from "../parts/address";
import { Face } from "../parts/byline";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { viewer } from "../viewer";
import { peopleWords } from "../words/people";
import { fits, type Group, groupedBy, type Somebody, somebodies } from "./people-groups";
import { useRefreshed } from "./refresh";

const WhoIsWho = graphql(`
  query WhoIsWho($slug: String!, $after: String) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      requestCount
      viewerCan { invite { allowed } }
      people(first: 100, after: $after) {
        edges { node { ...InNetwork } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

graphql(`
  fragment InNetwork on Standing {
    id
    kind
    function
    since
    introducedAt
    isSilent
    person { id name face did seeks phone email isDeactivated }
    seat { id kind city { id name voivodeship } }
  }
`);

type Network = NonNullable<WhoIsWhoQuery["network"]>;

/** All of them, a hundred at a time. */
async function everybody(slug: string): Promise<Network | null> {
  const { network } = await ask(WhoIsWho, { slug });
  let last = network;
  while (network && last?.people.pageInfo.hasNextPage) {
    last = (await ask(WhoIsWho, { slug, after: last.people.pageInfo.endCursor ?? null })).network;
    network.people.edges.push(...(last?.people.edges ?? []));
  }
  return network ?? null;
}

export function PeoplePage({ slug }: { slug: string }) {
  const text = useSignal("");
  const { data, refusal, reload } = useRefreshed<Network>(
    async () => {
      const network = await everybody(slug);
      return { data: network, network };
    },
    (event) => ABOUT_PEOPLE.has(event.__typename ?? ""),
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = peopleWords.value;
  const all = somebodies(network.people.edges.map((edge) => edge.node));
  const shown = all.filter((one) => fits(one, text.value));
  const members = all.filter((one) => one.kind === "MEMBER");
  const cities = new Set(members.map((one) => one.city?.id));
  return (
    <Reading wide hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      <p class="facts">{w.facts(members.length, cities.size)}</p>
      {network.viewerCan.invite.allowed && (
        <p class="reach">
          <a href={`/sieci/${slug}/zaproszenia`}>{w.invite}</a>
          <a href={`/sieci/${slug}/prosby`}>{w.requests(network.requestCount)}</a>
        </p>
      )}
      <Find text={text} found={shown.length} />
      {all.length === 0 && <Empty>{w.empty}</Empty>}
      {all.length > 0 && shown.length === 0 && <Empty>{w.nobody(text.value.trim())}</Empty>}
      {groupedBy(shown).map((group) => (
        <GroupOf key={group.name} group={group} slug={slug} />
      ))}
    </Reading>
  );
}

const ABOUT_PEOPLE = new Set(["PersonChanged", "NewcomerIntroduced", "PeopleChanged", "NetworkChanged"]);

function Find({ text, found }: { text: { value: string }; found: number }) {
  const w = peopleWords.value;
  return (
    <search class="find">
      <label class="find-field">
        <Icon shape={Search} />
        <span class="unseen">{w.find}</span>
        <input
          type="search"
          placeholder={w.find}
          autocomplete="off"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="quiet" role="status">
        {text.value.trim() && w.found(found)}
      </p>
    </search>
  );
}

function GroupOf({ group, slug }: { group: Group; slug: string }) {
  const w = peopleWords.value;
  const title = group.name === "members" ? undefined : w[group.name];
  return (
    <section class={title ? "part circle apart" : "part circle"}>
      {title && <h2>{title}</h2>}
      {group.name === "observers" && <p class="quiet">{w.observersHint}</p>}
      {group.name === "programs" && <p class="quiet">{w.programsHint}</p>}
      {group.cities.map(({ city, people }) => (
        <div key={city?.id ?? "team"} class="circle-city">
          {city && (
            <div class="circle-name">
              {title ? <h3>{city.name}</h3> : <h2>{city.name}</h2>}
              <p class="quiet">{city.voivodeship}</p>
            </div>
          )}
          <ul class="cards-of-people">
            {people.map((one) => (
              <PersonCard key={one.id} one={one} slug={slug} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function PersonCard({ one, slug }: { one: Somebody; slug: string }) {
  const w = peopleWords.value;
  return (
    <li class="person-card">
      <Face name={one.name} id={one.id} observer={one.kind === "OBSERVER"} class="large" />
      <div class="person-words">
        <p class="person-name">
          <a href={`/sieci/${slug}/ludzie/${one.id}`}>{one.name}</a>
          {one.id === viewer.value?.person.id && <span class="tag">{w.you}</span>}
          {one.isNew && <span class="tag">{w.newcomer}</span>}
          {one.isAway && <span class="tag">{w.away}</span>}
          {one.isSilent && <span class="tag">{w.silent}</span>}
        </p>
        <p class="person-function">{one.does}</p>
        {one.did && <p>{one.did}</p>}
        {one.seeks && (
          <p>
            <b class="seeks">{w.seeks}:</b> {one.seeks}
          </p>
        )}
        <Contacts one={one} />
      </div>
    </li>
  );
}

export function Contacts({ one }: { one: Pick<Somebody, "name" | "phone" | "email"> }) {
  const w = peopleWords.value;
  if (!one.phone && !one.email) return null;
  return (
    <p class="contacts">
      {one.phone && (
        <a href={`tel:${dialled(one.phone)}`}>
          <Icon shape={Phone} />
          <span class="unseen">{`${w.phone}, ${one.name}: `}</span>
          {one.phone}
        </a>
      )}
      {one.email && (
        <a href={`mailto:${one.email}`}>
          <Icon shape={Mail} />
          <span class="unseen">{`${w.email}, ${one.name}: `}</span>
          <Address of={one.email} />
        </a>
      )}
    </p>
  );
}

/** What a telephone takes: the digits before an extension. */
function dialled(phone: string): string {
  return phone.replace(/[a-z].*$/i, "").replace(/[^+0-9]/g, "");
}
