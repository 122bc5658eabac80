import { ask } from "../client";
import { graphql } from "../contract";
import type { LogOfActsQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { words } from "../words";
import { coordinatingWords } from "../words/coordinating";
import { useRefreshed } from "./refresh";

const LogOfActs = graphql(`
  query LogOfActs($slug: String!, $first: Int!, $after: String) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { readLog { allowed reason } }
      acts(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges {
          node {
            id
            kind
            reason
            at
            actor { id name }
            subject {
              __typename
              ... on Thread { id title }
              ... on Poll { id question }
              ... on Result { id title }
              ... on Topic { id title }
              ... on Post { id position thread { id title } }
              ... on Seat { id kind city { name } }
              ... on Standing { id person { name } seat { city { name } } }
              ... on JoinRequest { id name }
              ... on Invitation { id name }
            }
          }
        }
      }
    }
  }
`);

type Network = NonNullable<LogOfActsQuery["network"]>;
type Act = Network["acts"]["edges"][number]["node"];
type Held = { network: Network; acts: Act[]; after: string | null };

const PAGE = 50;

export function LogPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useRefreshed<Held>(async (held) => {
    const { network } = await ask(LogOfActs, { slug, first: PAGE });
    return { data: network ? begun(network, held) : null, network };
  });
  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const w = coordinatingWords.value.log;
  const { network, acts, after } = held;
  const { allowed, reason } = network.viewerCan.readLog;

  const showOlder = async () => {
    const { network: more } = await ask(LogOfActs, { slug, first: PAGE, after });
    const now = data.value;
    if (!more || !now) return;
    const known = new Set(now.acts.map((act) => act.id));
    const come = more.acts.edges.map((edge) => edge.node).filter((act) => !known.has(act.id));
    data.value = { ...now, acts: [...now.acts, ...come], after: next(more) };
  };

  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      <p class="lead">{w.lead}</p>
      {!allowed && <p class="refused">{reason}</p>}
      {allowed && acts.length === 0 && <Empty>{w.empty}</Empty>}
      <ol class="rows acts-of-network">
        {acts.map((act) => (
          <li key={act.id} class="row">
            <p>
              <b>{w.kinds[act.kind]}</b> <Subject act={act} slug={slug} />
            </p>
            {act.reason && <p class="row-text">{said(act)}</p>}
            <p class="row-facts">
              {act.actor?.name ?? w.operator} · <When at={act.at} />
            </p>
          </li>
        ))}
      </ol>
      {after && (
        <button type="button" class="quiet-button" onClick={showOlder}>
          {words.value.showOlder}
        </button>
      )}
    </Reading>
  );
}

function begun(network: Network, held: Held | null | undefined): Held {
  const first = network.acts.edges.map((edge) => edge.node);
  const ids = new Set(first.map((act) => act.id));
  const older = held && held.acts.length > first.length ? held.acts.filter((act) => !ids.has(act.id)) : [];
  return {
    network,
    acts: [...first, ...older],
    after: older.length > 0 && held ? held.after : next(network),
  };
}

function next({ acts }: Network): string | null {
  return acts.pageInfo.hasNextPage ? (acts.pageInfo.endCursor ?? null) : null;
}

function Subject({ act: { subject }, slug }: { act: Act; slug: string }) {
  const path = `/sieci/${slug}/rozmowy`;
  switch (subject?.__typename) {
    case "Thread":
      return <a href={`${path}/${subject.id}`}>{subject.title}</a>;
    case "Topic":
      return <a href={`/sieci/${slug}/tematy/${subject.id}`}>{subject.title}</a>;
    case "Post":
      return <a href={`${path}/${subject.thread.id}#wpis-${subject.id}`}>{subject.thread.title}</a>;
    case "Result":
      return <a href={`/sieci/${slug}/opracowania/${subject.id}`}>{subject.title}</a>;
    case "Poll":
      return <a href={`/sieci/${slug}/glosowania/${subject.id}`}>{subject.question}</a>;
    case "Seat":
      return <span>{subject.city.name}</span>;
    case "Standing":
      return (
        <span>
          {subject.person.name}
          {subject.seat && `, ${subject.seat.city.name}`}
        </span>
      );
    case "JoinRequest":
    case "Invitation":
      return <span>{subject.name}</span>;
    default:
      return null;
  }
}

/** The reason, or what was set: the log keeps the settings in the words of the contract. */
function said(act: Act): string {
  const w = coordinatingWords.value;
  if (act.kind !== "NETWORK_CHANGED") return w.log.why(act.reason);
  return act.reason
    .split(", ")
    .map((part) => {
      const [name = "", value = ""] = part.split(": ");
      const state = w.states[value.toUpperCase() as keyof typeof w.states];
      return `${w.log.settings[name] ?? name}: ${state ?? (value === "true" ? w.log.is : w.log.isNot)}`;
    })
    .join(", ");
}
