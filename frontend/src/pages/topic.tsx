import { useSignal } from "@preact/signals";
import { Link, Merge, MessageSquarePlus, Pencil } from "lucide";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { TopicPageQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { SupportButtons } from "../parts/support-button";
import { ThreadRow } from "../parts/thread-row";
import { When } from "../parts/when";
import { useSnapshot } from "../snapshot";
import { topicWords } from "../words/topics";
import { useRefresh } from "./refresh";
import { AttachDialog, MergeDialog } from "./topic-gathering";
import { WordsDialog } from "./topics-wording";

const TopicPageDocument = graphql(`
  query TopicPage($slug: String!, $id: ID!) {
    network(slug: $slug) { id slug name nameEn hue cursor }
    node(id: $id) {
      __typename
      ... on Topic {
        ...TopicCard
        viewerSupports
        board { id title audience viewerCan { startThread { allowed reason } } }
        network { id }
        mergedInto { id title }
        everySupport: supports(first: 100) { edges { node { id at givenBy { id name } seat { id kind city { id name } } } } }
        viewerCan { edit { allowed } support { allowed reason } arrange { allowed } }
        threads(first: 100) { edges { node { ...ThreadLine unreadCount } } }
      }
    }
  }
`);

export type TopicHere = Extract<NonNullable<TopicPageQuery["node"]>, { __typename: "Topic" }>;
type Held = { network: NonNullable<TopicPageQuery["network"]>; topic: TopicHere };

export function TopicPage({ slug, topicId }: { slug: string; topicId: string }) {
  const { soon, when } = useRefresh();
  const { data, refusal, reload } = useSnapshot<Held>(
    async () => {
      const { network, node } = await ask(TopicPageDocument, { slug, id: topicId });
      const isHere = network && node?.__typename === "Topic" && node.network.id === network.id;
      return { data: isHere ? { network, topic: node } : null, network };
    },
    (held, events) => {
      if (events.length > 0) soon();
      return held;
    },
  );
  useEffect(() => when(reload), [when, reload]);
  const asked = useSignal<"edit" | "merge" | "attach" | undefined>(undefined);
  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const w = topicWords.value;
  const { network, topic } = held;
  const { board, viewerCan } = topic;
  const path = `/sieci/${slug}`;
  const open = (what: typeof asked.value) => () => {
    asked.value = what;
  };
  const close = open(undefined);

  return (
    <Reading
      hue={network.hue}
      crumbs={
        <NetworkCrumbs network={network} further={[[`${path}/dzialy/${board.id}/tematy`, board.title]]} />
      }
      asideName={w.about}
      aside={<About topic={topic} />}
    >
      <p class="topic-kind" data-kind={topic.kind}>
        {w.kinds[topic.kind]}
        {topic.form && <span> · {w.forms[topic.form]}</span>}
      </p>
      <Heading title={topic.title} />
      {topic.mergedInto && (
        <p class="merged">
          {w.merged} <a href={`${path}/tematy/${topic.mergedInto.id}`}>{topic.mergedInto.title}</a>
        </p>
      )}
      <p class="topic-said">{topic.need || <span class="quiet">{w.noNeed}</span>}</p>
      <div class="topics-doing">
        {viewerCan.support.allowed && <SupportButtons networkId={network.id} topic={topic} done={reload} />}
        {viewerCan.edit.allowed && (
          <button type="button" class="outline" onClick={open("edit")}>
            <Icon shape={Pencil} />
            {w.edit}
          </button>
        )}
        {viewerCan.arrange.allowed && (
          <button type="button" class="outline" onClick={open("merge")}>
            <Icon shape={Merge} />
            {w.merge}
          </button>
        )}
      </div>
      {!topic.mergedInto && (
        <section class="part">
          <h2>{w.threads}</h2>
          {topic.threads.edges.length === 0 && <Empty>{w.noThreads}</Empty>}
          <ul class="rows">
            {topic.threads.edges.map(({ node }) => (
              <ThreadRow key={node.id} slug={slug} thread={node} unread={node.unreadCount} boardShown />
            ))}
          </ul>
          <div class="topics-doing">
            {board.viewerCan.startThread.allowed && (
              <>
                <a class="button" href={`${path}/nowa-rozmowa?dzial=${board.id}&temat=${topic.id}`}>
                  <Icon shape={MessageSquarePlus} />
                  {w.startThread}
                </a>
                <button type="button" class="outline" onClick={open("attach")}>
                  <Icon shape={Link} />
                  {w.attach}
                </button>
              </>
            )}
          </div>
        </section>
      )}
      {asked.value === "edit" && (
        <WordsDialog board={board} networkId={network.id} topic={topic} done={reload} close={close} />
      )}
      {asked.value === "merge" && <MergeDialog topic={topic} done={reload} close={close} />}
      {asked.value === "attach" && <AttachDialog slug={slug} topic={topic} done={reload} close={close} />}
    </Reading>
  );
}

function About({ topic }: { topic: TopicHere }) {
  const w = topicWords.value;
  const supports = topic.everySupport.edges.map((edge) => edge.node);
  return (
    <>
      <section class="note">
        <h2>{w.about}</h2>
        <dl>
          <dt>{w.state}</dt>
          <dd>{w.columns[topic.column]}</dd>
          <dt>{w.proposedBy}</dt>
          <dd>
            {topic.author.name}
            {topic.seat && `, ${topic.seat.city.name}`}
            <br />
            <When at={topic.createdAt} />
          </dd>
        </dl>
      </section>
      <section class="note">
        <h2>{w.who}</h2>
        {supports.length === 0 ? (
          <p>{w.nobody}</p>
        ) : (
          <ul class="links">
            {supports.map((support) => (
              <li key={support.id}>
                {support.seat.city.name}
                <small>
                  {support.givenBy.name}, <When at={support.at} />
                </small>
              </li>
            ))}
          </ul>
        )}
        {topic.supportCount > supports.length && <p>{w.andMore(topic.supportCount - supports.length)}</p>}
      </section>
    </>
  );
}
