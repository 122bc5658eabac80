import { MessageSquarePlus } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { NetworkHomeQuery } from "../contract/graphql";
import { Crumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { ThreadRow } from "../parts/thread-row";
import { named, themed, words } from "../words";
import { discussionWords } from "../words/discussion";
import { Cities, People } from "./network-margin";
import { Newcomers } from "./network-newcomers";
import { OpenPolls } from "./network-polls";
import { useRefreshed } from "./refresh";

const NetworkHome = graphql(`
  query NetworkHome($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      theme
      themeEn
      state
      hue
      cursor
      memberCityCount
      observerCityCount
      unreadCount
      reportCount
      viewerCan { readLog { allowed } }
      rulesToAccept { id number title result { id } }
      polls(first: 20) { edges { node { id question state closesAt closedAt opensAt awaitedVotes } } }
      threads(first: 20) { edges { node { ...ThreadLine unreadCount } } }
      boards(first: 100) {
        edges { node { id title description audience threadCount viewerCan { startThread { allowed reason } } } }
      }
      people(first: 100) {
        edges { node { id kind function introducedAt person { id name } seat { id kind city { id name } } } }
      }
      seats(first: 100) { edges { node { id kind city { id name voivodeship } } } }
    }
  }
`);

export type NetworkData = NonNullable<NetworkHomeQuery["network"]>;
type ThreadLine = NetworkData["threads"]["edges"][number]["node"];

export function NetworkPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useRefreshed<NetworkData>(async () => {
    const { network } = await ask(NetworkHome, { slug });
    return { data: network ?? null, network };
  });

  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = words.value;
  const mayStart = network.boards.edges.some(({ node }) => node.viewerCan.startThread.allowed);
  return (
    <Reading
      hue={network.hue}
      crumbs={<Crumbs trail={[["/", w.rail.mine]]} />}
      asideName={w.network.people}
      aside={
        <>
          <section class="note">
            <h2>{w.network.work}</h2>
            <ul class="links">
              <li>
                <a href={`/sieci/${slug}/glosowania`}>{w.network.polls}</a>
              </li>
              <li>
                <a href={`/sieci/${slug}/opracowania`}>{w.network.results}</a>
              </li>
            </ul>
          </section>
          <People network={network} />
          <Cities network={network} />
          {network.viewerCan.readLog.allowed && (
            <p class="quiet">
              <a href={`/sieci/${slug}/dziennik`}>{w.network.log}</a>
            </p>
          )}
        </>
      }
    >
      <Heading title={named(network)} />
      <p class="facts">
        {themed(network)} · {w.states[network.state]} ·{" "}
        {w.network.citiesCount(network.memberCityCount, network.observerCityCount)}
      </p>
      {network.reportCount > 0 && (
        <p class="aside-links">
          <a href={`/sieci/${slug}/zgloszenia`}>{discussionWords.value.toReports(network.reportCount)}</a>
        </p>
      )}
      <Newcomers network={network} />
      {network.rulesToAccept?.result && (
        <p class="have-come">
          <span>{w.network.rules(network.rulesToAccept.number)}</span>
          <a href={`/sieci/${slug}/opracowania/${network.rulesToAccept.result.id}`}>{w.network.readRules}</a>
        </p>
      )}
      {mayStart && (
        <a class="button" href={`/sieci/${slug}/nowa-rozmowa`}>
          <Icon shape={MessageSquarePlus} />
          {w.network.startThread}
        </a>
      )}
      <OpenPolls network={network} />
      <News slug={slug} threads={network.threads.edges.map((edge) => edge.node)} mayStart={mayStart} />
      <Boards network={network} />
    </Reading>
  );
}

function News({ slug, threads, mayStart }: { slug: string; threads: ThreadLine[]; mayStart: boolean }) {
  const w = words.value.network;
  const unread = threads.filter((thread) => thread.unreadCount > 0);
  const read = threads.filter((thread) => thread.unreadCount === 0).slice(0, Math.max(3, 8 - unread.length));
  if (threads.length === 0) {
    return (
      <section class="part">
        <h2>{w.news}</h2>
        <Empty>{mayStart ? w.noThreads : w.noThreadsReadOnly}</Empty>
      </section>
    );
  }
  return (
    <>
      <section class="part">
        <h2>{w.news}</h2>
        {unread.length === 0 ? <Empty>{w.nothingNew}</Empty> : <Rows slug={slug} threads={unread} />}
      </section>
      {read.length > 0 && (
        <section class="part">
          <h2>{w.recent}</h2>
          <Rows slug={slug} threads={read} />
        </section>
      )}
    </>
  );
}

function Rows({ slug, threads }: { slug: string; threads: ThreadLine[] }) {
  return (
    <ul class="rows">
      {threads.map((thread) => (
        <ThreadRow key={thread.id} slug={slug} thread={thread} unread={thread.unreadCount} boardShown />
      ))}
    </ul>
  );
}

function Boards({ network }: { network: NetworkData }) {
  const w = words.value;
  const boards = network.boards.edges.map((edge) => edge.node);
  return (
    <section class="part">
      <h2>{w.network.boards}</h2>
      {boards.length === 0 && <Empty>{w.network.noBoards}</Empty>}
      <ul class="rows boards">
        {boards.map((board) => (
          <li key={board.id} class="row">
            <a href={`/sieci/${network.slug}/dzialy/${board.id}`}>
              <span class="row-title">{board.title}</span>
            </a>
            {board.description && <p class="row-text">{board.description}</p>}
            <p class="row-facts">
              {w.threads(board.threadCount)} · {w.audience[board.audience]}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
