import { useSignal } from "@preact/signals";
import { CheckCheck } from "lucide";
import "../look/reading.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { InboxQuery } from "../contract/graphql";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Count, Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { refreshCounts } from "../viewer";
import { named, words } from "../words";
import { readingWords } from "../words/reading";
import { WaitingRow } from "./inbox-waiting";
import { useRefreshed } from "./refresh";

const InboxDocument = graphql(`
  query Inbox {
    viewer {
      inbox {
        waiting { ...WaitingLine }
        unread {
          unreadCount
          threadCount
          network { id slug name nameEn hue }
          threads { id title unreadCount lastPostAt }
        }
      }
    }
  }
`);

const MarkNetworkRead = graphql(`
  mutation MarkNetworkRead($id: ID!) {
    markNetworkRead(input: { networkId: $id }) { network { id unreadCount } }
  }
`);

type Inbox = NonNullable<InboxQuery["viewer"]>["inbox"];
type Unread = Inbox["unread"][number];

/** What waits for the reader first, then what is new, by network. */
export function InboxPage() {
  const { data, refusal, reload } = useRefreshed<Inbox>(async () => ({
    data: (await ask(InboxDocument)).viewer?.inbox ?? null,
    network: null,
  }));
  const told = useSignal("");
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = readingWords.value;
  const { waiting, unread } = data.value;
  const done = async (said: string) => {
    told.value = said;
    refreshCounts();
    await reload();
  };
  return (
    <Reading>
      <Heading title={w.inbox} />
      <p class="buttons phone-only">
        <a href="/powiadomienia">{words.value.rail.notices}</a>
        <a href="/zakladki">{w.bookmarks}</a>
      </p>
      <section class="part" aria-labelledby="waits">
        <h2 id="waits">
          {w.waits} <HowMany count={waiting.length} />
        </h2>
        {waiting.length === 0 && <Empty>{w.nothingWaits}</Empty>}
        <ul class="rows">
          {waiting.map((one) => (
            <WaitingRow key={`${one.kind}${one.subject?.id}`} waiting={one} done={done} />
          ))}
        </ul>
      </section>
      <section class="part" aria-labelledby="news">
        <h2 id="news">{w.news}</h2>
        {unread.length === 0 && (
          <Empty>
            {w.nothingNew} <a href="/">{w.toNetworks}</a>
          </Empty>
        )}
        {unread.map((one) => (
          <NetworkNews key={one.network.id} news={one} done={done} />
        ))}
      </section>
      <p class="unseen" role="status">
        {told.value}
      </p>
    </Reading>
  );
}

function HowMany({ count }: { count: number }) {
  return count > 0 ? <span class="quiet">{count}</span> : null;
}

function NetworkNews({ news, done }: { news: Unread; done: (said: string) => Promise<void> }) {
  const w = readingWords.value;
  const { network, threads, threadCount, unreadCount } = news;
  const path = `/sieci/${network.slug}`;
  return (
    <section class="inbox-network" style={{ "--hue": network.hue }} aria-label={named(network)}>
      <div class="inbox-head">
        <h3>
          <i class="dot" />
          <a class="inbox-name" href={path}>
            {named(network)}
          </a>
        </h3>
        <span class="quiet">
          {w.unread(unreadCount)} {w.inThreads(threadCount)}
        </span>
        <button
          type="button"
          class="plain"
          aria-label={w.markNetworkRead(named(network))}
          onClick={async () => {
            await ask(MarkNetworkRead, { id: network.id });
            await done(w.marked);
          }}
        >
          <Icon shape={CheckCheck} />
          {w.markRead}
        </button>
      </div>
      <ul class="inbox-threads">
        {threads.map((thread) => (
          <li key={thread.id}>
            <a href={`${path}/rozmowy/${thread.id}`}>
              <span class="inbox-title">{thread.title}</span>
              <Count count={thread.unreadCount} />
            </a>
            <span class="quiet">
              <When at={thread.lastPostAt} />
            </span>
          </li>
        ))}
      </ul>
      {threadCount > threads.length && (
        <p class="quiet">
          <a href={path}>{w.moreThreads(threadCount - threads.length)}</a>
        </p>
      )}
    </section>
  );
}
