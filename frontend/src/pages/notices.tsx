import "../look/notices.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { MyNoticesQuery } from "../contract/graphql";
import { Face } from "../parts/byline";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { loadViewer } from "../viewer";
import { named } from "../words";
import { noticeWords } from "../words/notices";
import { useRefreshed } from "./refresh";

const MyNotices = graphql(`
  query MyNotices {
    viewer { unseenNoticeCount }
    notices(first: 50) {
      edges {
        node {
          id
          kind
          at
          isSeen
          actor { id name }
          network { id slug name nameEn hue }
          thread { id title }
          post { id }
          poll { id question }
          result { id title }
          version { id result { id title } }
          remark { id result { id title } }
        }
      }
    }
  }
`);

const SeeNotices = graphql(`
  mutation SeeNotices($input: SeeNoticesInput!) { seeNotices(input: $input) { unseenCount } }
`);

type Item = MyNoticesQuery["notices"]["edges"][number]["node"];

export function NoticesPage() {
  const { data, refusal, reload } = useRefreshed<MyNoticesQuery>(
    async () => ({ data: await ask(MyNotices), network: null }),
    (event) => event.__typename === "NoticeAdded" || event.__typename === "NoticesSeen",
  );
  const w = noticeWords.value;
  const found = data.value;
  if (!found) return <Awaited {...{ data, refusal, reload }} />;
  const see = async (noticeIds: string[] | null) => {
    await ask(SeeNotices, { input: { noticeIds } });
    await Promise.all([reload(), loadViewer()]);
  };
  const items = found.notices.edges.map((edge) => edge.node);
  return (
    <Reading>
      <Heading title={w.title} />
      <p class="lead">{w.lead}</p>
      <p class="notices-acts">
        {(found.viewer?.unseenNoticeCount ?? 0) > 0 && (
          <button type="button" class="outline" onClick={() => see(null)}>
            {w.seeAll}
          </button>
        )}
        <a href="/konto/powiadomienia">{w.settings}</a>
      </p>
      <ul class="rows notices">
        {items.map((item) => (
          <Notice key={item.id} item={item} see={() => see([item.id])} />
        ))}
      </ul>
      {items.length === 0 && <Empty>{w.none}</Empty>}
    </Reading>
  );
}

function Notice({ item, see }: { item: Item; see: () => void }) {
  const w = noticeWords.value;
  const { network, actor } = item;
  if (!network) return null;
  return (
    <li class="row" data-new={!item.isSeen} style={{ "--hue": network.hue }}>
      {actor && <Face name={actor.name} id={actor.id} />}
      <div>
        <p>
          <a href={address(item)} onClick={() => !item.isSeen && see()}>
            {item.thread?.title ?? item.poll?.question ?? resultOf(item)?.title}
          </a>
          {!item.isSeen && <span class="is-new">{w.isNew}</span>}
        </p>
        <p class="row-facts">
          {[actor?.name, w.kinds[item.kind], named(network)].filter(Boolean).join(" · ")} ·{" "}
          <When at={item.at} />
        </p>
      </div>
    </li>
  );
}

/** The result it tells of: itself, by a version of it, or by a remark on it. */
function resultOf({ result, version, remark }: Item) {
  return result ?? version?.result ?? remark?.result;
}

function address(item: Item): string {
  const { network, thread, post, poll } = item;
  const base = `/sieci/${network?.slug}`;
  const result = resultOf(item);
  if (result) return `${base}/opracowania/${result.id}`;
  if (poll) return `${base}/glosowania/${poll.id}`;
  return `${base}/rozmowy/${thread?.id}${post ? `#${post.id}` : ""}`;
}
