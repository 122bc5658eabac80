import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ReportedPostsQuery } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { excerpt } from "../parts/text";
import { When } from "../parts/when";
import { discussionWords } from "../words/discussion";
import { useRefreshed } from "./refresh";

const ReportedPosts = graphql(`
  query ReportedPosts($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { invite { allowed } }
      reports(first: 100) {
        edges {
          node {
            id
            reason
            isClaim
            createdAt
            resolvedAt
            outcome
            note
            reporter { id name }
            resolvedBy { id name }
            post { id html author { id name } thread { id title } }
          }
        }
      }
    }
  }
`);

const HideReported = graphql(`
  mutation HideReported($input: HidePostInput!) { hidePost(input: $input) { post { id } } }
`);

const DismissReport = graphql(`
  mutation DismissReport($input: DismissReportInput!) { dismissReport(input: $input) { report { id } } }
`);

const ConfirmClaim = graphql(`
  mutation ConfirmClaim($input: ConfirmClaimInput!) { confirmClaim(input: $input) { report { id } } }
`);

type Network = NonNullable<ReportedPostsQuery["network"]>;
type Report = Network["reports"]["edges"][number]["node"];

const TOLD_BY = ["ReportReceived", "ReportResolved", "PostRemoved", "StandingChanged"];

export function ReportsPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useRefreshed<Network>(
    async () => {
      const { network } = await ask(ReportedPosts, { slug });
      return { data: network ?? null, network };
    },
    (event) => TOLD_BY.includes(event.__typename),
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const d = discussionWords.value;
  const all = network.reports.edges.map((edge) => edge.node);
  const waiting = all.filter((one) => !one.resolvedAt);
  const resolved = all.filter((one) => one.resolvedAt);
  const moderates = network.viewerCan.invite.allowed;
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={d.reports} />
      {!moderates && <p class="refused">{d.notModerating}</p>}
      <ul class="rows reports">
        {waiting.map((one) => (
          <Waiting key={one.id} one={one} slug={slug} moderates={moderates} done={reload} />
        ))}
      </ul>
      {waiting.length === 0 && <Empty>{d.noReports}</Empty>}
      {resolved.length > 0 && (
        <section class="part">
          <h2>{d.resolved}</h2>
          <ul class="rows">
            {resolved.map((one) => (
              <li key={one.id} class="row">
                <About one={one} slug={slug} />
                <p class="row-facts">
                  {[one.outcome && d.outcomes[one.outcome], one.resolvedBy?.name, one.note]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Reading>
  );
}

function About({ one, slug }: { one: Report; slug: string }) {
  const d = discussionWords.value;
  return (
    <>
      {one.post ? (
        <p class="invited">
          <a href={`/sieci/${slug}/rozmowy/${one.post.thread.id}#wpis-${one.post.id}`}>
            {d.postOf(one.post.author.name)}
          </a>
          {" · "}
          <span class="city">{one.post.thread.title}</span>
        </p>
      ) : (
        <p class="invited">{d.postGone}</p>
      )}
      <p class="row-facts">
        <b>{one.reason}</b> · {one.isClaim ? d.claims(one.reporter.name) : d.reportedBy(one.reporter.name)} ·{" "}
        <When at={one.createdAt} />
      </p>
    </>
  );
}

function Waiting(props: { one: Report; slug: string; moderates: boolean; done: () => void }) {
  const { one, slug, moderates, done } = props;
  const d = discussionWords.value;
  const asked = useSignal<"hide" | "keep" | "give" | undefined>(undefined);
  return (
    <li class="row">
      <About one={one} slug={slug} />
      {one.post?.html && <p class="said">{excerpt(one.post.html, 400)}</p>}
      {moderates && (
        <div class="buttons">
          {one.isClaim ? (
            <button type="button" onClick={() => (asked.value = "give")}>
              {d.give(one.reporter.name)}
            </button>
          ) : (
            <button type="button" class="grave" onClick={() => (asked.value = "hide")}>
              {d.hide}
            </button>
          )}
          <button type="button" class="outline" onClick={() => (asked.value = "keep")}>
            {one.isClaim ? d.notTheirs : d.keep}
          </button>
        </div>
      )}
      {asked.value === "give" && (
        <AskingDialog
          title={d.giveTitle}
          text={d.giveText(one.post?.author.name ?? "", one.reporter.name)}
          confirm={d.giveConfirm}
          act={(idempotencyKey) => ask(ConfirmClaim, { input: { reportId: one.id, idempotencyKey } })}
          done={done}
          close={() => (asked.value = undefined)}
        />
      )}
      {(asked.value === "hide" || asked.value === "keep") && (
        <ResolveDialog
          one={one}
          hides={asked.value === "hide"}
          done={done}
          close={() => (asked.value = undefined)}
        />
      )}
    </li>
  );
}

function ResolveDialog(props: { one: Report; hides: boolean; done: () => void; close: () => void }) {
  const { one, hides, done, close } = props;
  const d = discussionWords.value;
  const resolve = (idempotencyKey: string, reason: string) =>
    hides
      ? ask(HideReported, { input: { postId: one.post?.id ?? "", reason, idempotencyKey } })
      : ask(DismissReport, { input: { reportId: one.id, reason, idempotencyKey } });
  return (
    <AskingDialog
      title={hides ? d.hideTitle : one.isClaim ? d.notTheirsTitle : d.keepTitle}
      reason={d.resolveReason}
      confirm={hides ? d.hide : one.isClaim ? d.notTheirs : d.keep}
      grave={hides}
      act={resolve}
      done={done}
      close={close}
    />
  );
}
