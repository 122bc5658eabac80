import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ReportedPostsQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Empty, Failed, Loading, NotFound } from "../parts/states";
import { excerpt } from "../parts/text";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { When } from "../parts/when";
import { words } from "../words";
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
  if (network === undefined)
    return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
  if (network === null) return <NotFound />;
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
          <span class="city">{one.post.thread.title}</span>
        </p>
      ) : (
        <p class="invited">{d.postGone}</p>
      )}
      <p class="row-facts">
        <b>{one.reason}</b> · {d.reportedBy(one.reporter.name)} · <When at={one.createdAt} />
      </p>
    </>
  );
}

function Waiting(props: { one: Report; slug: string; moderates: boolean; done: () => void }) {
  const { one, slug, moderates, done } = props;
  const d = discussionWords.value;
  const asked = useSignal<"hide" | "keep" | undefined>(undefined);
  return (
    <li class="row">
      <About one={one} slug={slug} />
      {one.post?.html && <p class="said">{excerpt(one.post.html, 400)}</p>}
      {moderates && (
        <div class="buttons">
          <button type="button" class="grave" onClick={() => (asked.value = "hide")}>
            {d.hide}
          </button>
          <button type="button" class="outline" onClick={() => (asked.value = "keep")}>
            {d.keep}
          </button>
        </div>
      )}
      {asked.value && (
        <ResolveDialog
          one={one}
          hides={asked.value === "hide"}
          done={() => {
            asked.value = undefined;
            done();
          }}
        />
      )}
    </li>
  );
}

function ResolveDialog({ one, hides, done }: { one: Report; hides: boolean; done: () => void }) {
  const d = discussionWords.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useSignal("");
  const { run, busy, refusal } = useTrying();
  useEffect(() => dialog.current?.showModal(), []);
  const resolve = async () => {
    const given = { reason: reason.value };
    const did = await run((idempotencyKey) =>
      hides
        ? ask(HideReported, { input: { ...given, idempotencyKey, postId: one.post?.id ?? "" } })
        : ask(DismissReport, { input: { ...given, idempotencyKey, reportId: one.id } }),
    );
    if (did) done();
  };
  return (
    <dialog ref={dialog} aria-labelledby="resolve-title" onClose={done}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          resolve();
        }}
      >
        <h2 id="resolve-title">{hides ? d.hideTitle : d.keepTitle}</h2>
        <TextField
          label={d.resolveReason}
          value={reason.value}
          change={(said) => {
            reason.value = said;
          }}
          error={refusal.value?.message}
        />
        <div class="buttons">
          <button type="submit" class={hides ? "grave" : undefined} disabled={busy.value}>
            {hides ? d.hide : d.keep}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
