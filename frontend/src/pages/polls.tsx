import "../look/polls.css";
import { Vote } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PollsPageQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { pollWords } from "../words/polls";
import { PollTime } from "./poll";
import { useRefreshed } from "./refresh";

const PollsPageDocument = graphql(`
  query PollsPage($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { holdPolls { allowed } }
      polls(first: 100) {
        edges { node { id question kind state isSecret opensAt closesAt closedAt awaitedVotes outcome } }
      }
    }
  }
`);

type Network = NonNullable<PollsPageQuery["network"]>;
type Line = Network["polls"]["edges"][number]["node"];

/** The votes of a network: what waits for us first. */
export function PollsPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useRefreshed<Network>(
    async () => {
      const { network } = await ask(PollsPageDocument, { slug });
      return { data: network ?? null, network };
    },
    (event) => event.__typename.startsWith("Poll") || event.__typename === "BallotCast",
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = pollWords.value;
  const polls = network.polls.edges.map((edge) => edge.node);
  const waits = (poll: Line) => poll.awaitedVotes > 0;
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      <p class="lead">{w.lead}</p>
      {network.viewerCan.holdPolls.allowed && (
        <a class="button" href={`/sieci/${slug}/nowe-glosowanie`}>
          <Icon shape={Vote} />
          {w.ask}
        </a>
      )}
      {polls.length === 0 && <Empty>{w.none}</Empty>}
      <Group slug={slug} title={w.waits} polls={polls.filter(waits)} />
      <Group
        slug={slug}
        title={w.open}
        polls={polls.filter((poll) => poll.state === "OPEN" && !waits(poll))}
      />
      <Group slug={slug} title={w.drafts} polls={polls.filter((poll) => poll.state === "DRAFT")} />
      <Group slug={slug} title={w.closed} polls={polls.filter((poll) => poll.state === "CLOSED")} />
    </Reading>
  );
}

function Group({ slug, title, polls }: { slug: string; title: string; polls: Line[] }) {
  if (polls.length === 0) return null;
  return (
    <section class="part">
      <h2>{title}</h2>
      <ul class="rows polls">
        {polls.map((poll) => (
          <li key={poll.id} class="row">
            <a class="poll-question" href={`/sieci/${slug}/glosowania/${poll.id}`}>
              {poll.question}
            </a>
            <p class="row-facts">
              {pollWords.value.kinds[poll.kind]} · <PollTime poll={poll} />
              {poll.isSecret && ` · ${pollWords.value.secret}`}
            </p>
            {poll.outcome && <p class="row-text">{poll.outcome}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
