import { useSignal } from "@preact/signals";
import "../look/inviting.css";
import "../look/joining.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { InvitationsHereQuery } from "../contract/graphql";
import { Choice } from "../parts/choice";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { joiningWords } from "../words/joining";
import { InviteLink } from "./invitations-link";
import { InviteList } from "./invitations-list";
import { InviteOffice } from "./invitations-office";
import { InvitePerson } from "./invitations-person";
import { Sent } from "./invitations-sent";
import { useRefreshed } from "./refresh";

const InvitationsHere = graphql(`
  query InvitationsHere($slug: String!, $after: String) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      state
      cursor
      requestCount
      viewerCan { invite { allowed reason } coordinate { allowed } }
      invitations(first: 100, after: $after) {
        edges { node { ...InvitationRow } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

graphql(`
  fragment InvitationRow on Invitation {
    id
    form
    kind
    state
    email
    name
    uses
    mostUses
    bounce
    expiresAt
    city { id name }
    createdBy { id name }
    acceptedBy { id name }
  }
`);

export type NetworkHere = NonNullable<InvitationsHereQuery["network"]>;
export type InvitationItem = NetworkHere["invitations"]["edges"][number]["node"];
type Way = "person" | "list" | "link" | "office";

/** Somebody came in; a letter went out or came back; somebody answered by a link or for an office. */
const TOLD_BY = [
  "PeopleChanged",
  "StandingChanged",
  "InvitationChanged",
  "RequestReceived",
  "RequestAnswered",
];

/** All of them, a hundred at a time. */
async function allInvitations(slug: string): Promise<NetworkHere | null> {
  const { network } = await ask(InvitationsHere, { slug });
  let last = network;
  while (network && last?.invitations.pageInfo.hasNextPage) {
    last = (await ask(InvitationsHere, { slug, after: last.invitations.pageInfo.endCursor ?? null })).network;
    network.invitations.edges.push(...(last?.invitations.edges ?? []));
  }
  return network ?? null;
}

export function InvitationsPage({ slug }: { slug: string }) {
  const way = useSignal<Way>("person");
  const { data, refusal, reload } = useRefreshed<NetworkHere>(
    async () => {
      const network = await allInvitations(slug);
      return { data: network, network };
    },
    (event) => TOLD_BY.includes(event.__typename),
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = joiningWords.value;
  return (
    <Reading wide hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      {network.viewerCan.invite.allowed ? (
        <>
          <p class="lead">{w.lead}</p>
          <p class="aside-links">
            <a href={`/sieci/${slug}/prosby`}>{w.toRequests(network.requestCount)}</a>
          </p>
          <section class="part way" aria-label={w.way}>
            <Choice<Way>
              name={w.way}
              chosen={way.value}
              among={(["person", "list", "link", "office"] as const).map((one) => [one, w.ways[one]])}
              choose={(chosen) => {
                way.value = chosen;
              }}
            />
            {way.value === "person" && <InvitePerson network={network} done={reload} />}
            {way.value === "list" && <InviteList network={network} done={reload} />}
            {way.value === "link" && <InviteLink network={network} done={reload} />}
            {way.value === "office" && <InviteOffice network={network} done={reload} />}
          </section>
          <Sent invitations={network.invitations.edges.map((edge) => edge.node)} done={reload} />
        </>
      ) : (
        <p class="refused">{network.viewerCan.invite.reason}</p>
      )}
    </Reading>
  );
}
