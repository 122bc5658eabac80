import "../look/results.css";
import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ResultPageQuery } from "../contract/graphql";
import { Attachments } from "../parts/attachments";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { Prose } from "../parts/text";
import { useTrying } from "../parts/trying";
import { resultWords } from "../words/results";
import { useRefreshed } from "./refresh";
import { Acts } from "./result-acts";
import { Ladder } from "./result-ladder";
import { RemarkForm, Remarks } from "./result-remarks";

const ResultPageDocument = graphql(`
  query ResultPage($slug: String!, $id: ID!) {
    network(slug: $slug) { id slug name nameEn hue cursor viewerCan { holdPolls { allowed } } }
    result(id: $id) {
      id
      title
      kind
      state
      number
      withdrawalReason
      cities { id name }
      threads { id title }
      ladder { rung at isReached }
      viewerCan {
        edit { allowed }
        issue { allowed }
        release { allowed }
        adopt { allowed }
        correct { allowed }
        withdraw { allowed }
        remark { allowed }
      }
      versions(first: 20) {
        edges {
          node {
            id
            number
            summary
            changes
            html
            issuedAt
            acceptedAt
            paragraphs { number }
            files { ...Attached }
            polls { edges { node { id question state awaitedVotes } } }
          }
        }
      }
      remarks(first: 100) { edges { node { ...Remark } } }
    }
  }
`);
const Difference = graphql(`
  query Difference($id: ID!, $since: Int!) {
    node(id: $id) { ... on ResultVersion { differences(since: $since) { changes { kind text } } } }
  }
`);
const Accept = graphql(`
  mutation AcceptRules($input: AcceptRulesInput!) { acceptRules(input: $input) { version { id } } }
`);

export type Held = { network: NonNullable<ResultPageQuery["network"]>; result: Result };
export type Result = NonNullable<ResultPageQuery["result"]>;
type Version = Result["versions"]["edges"][number]["node"];

/** A result: its newest version, what changed, the votes on it, the remarks and what became of them. */
export function ResultPage({ slug, resultId }: { slug: string; resultId: string }) {
  const page = useRefreshed<Held>(async () => {
    const { network, result } = await ask(ResultPageDocument, { slug, id: resultId });
    return { data: network && result ? { network, result } : null, network };
  });
  const chosen = useSignal<string | undefined>(undefined);
  const held = page.data.value;
  if (!held) return <Awaited {...page} />;
  const { network, result } = held;
  const w = resultWords.value;
  const versions = result.versions.edges.map((edge) => edge.node);
  const issued = versions.find((version) => version.issuedAt);
  const shown = versions.find((version) => version.id === chosen.value) ?? issued ?? versions[0];
  return (
    <Reading
      hue={network.hue}
      crumbs={<NetworkCrumbs network={network} further={[[`/sieci/${slug}/opracowania`, w.title]]} />}
      asideName={w.ladder}
      aside={<Ladder result={result} changed={page.reload} />}
    >
      <Heading title={result.title} />
      <p class="facts">
        <b>{w.states[result.state]}</b> · {w.kinds[result.kind]}
        {result.cities.length > 0 && ` · ${w.by}: ${result.cities.map((city) => city.name).join(", ")}`}
      </p>
      {result.state === "WITHDRAWN" && (
        <p class="withdrawn">
          <b>{w.withdrawn}.</b> {result.withdrawalReason}
        </p>
      )}
      <Acts network={network} result={result} changed={page.reload} />
      {versions.length > 1 && (
        <div class="buttons versions">
          {versions.map((version) => (
            <button
              key={version.id}
              type="button"
              class="outline"
              aria-pressed={version === shown}
              onClick={() => {
                chosen.value = version.id;
              }}
            >
              {version.issuedAt ? w.version(version.number) : w.draft}
            </button>
          ))}
        </div>
      )}
      {shown && <Text slug={slug} result={result} version={shown} changed={page.reload} key={shown.id} />}
      <Remarks remarks={result.remarks.edges.map((edge) => edge.node)} changed={page.reload} />
      {issued && result.viewerCan.remark.allowed && (
        <RemarkForm
          networkId={network.id}
          version={issued.id}
          paragraphs={issued.paragraphs.length}
          changed={page.reload}
        />
      )}
      {result.threads.length > 0 && (
        <section class="part">
          <h2>{w.from}</h2>
          <ul class="links">
            {result.threads.map((thread) => (
              <li key={thread.id}>
                <a href={`/sieci/${slug}/rozmowy/${thread.id}`}>{thread.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="buttons result-print">
        <button type="button" class="outline" onClick={() => window.print()}>
          {w.print}
        </button>
        {result.remarks.edges.length > 0 && (
          <a class="button plain" href={`/sieci/${slug}/opracowania/${result.id}/uwagi`}>
            {w.printRemarks}
          </a>
        )}
      </p>
    </Reading>
  );
}

function Text(props: { slug: string; result: Result; version: Version; changed: () => Promise<void> }) {
  const { slug, result, version, changed } = props;
  const w = resultWords.value;
  const { busy, run } = useTrying();
  const accept = () =>
    run(async (idempotencyKey) => {
      await ask(Accept, { input: { versionId: version.id, idempotencyKey } });
      await changed();
    });
  return (
    <article class="result-text">
      {version.polls.edges.length > 0 && (
        <section class="part">
          <h2>{w.votes}</h2>
          <ul class="links">
            {version.polls.edges.map(({ node: poll }) => (
              <li key={poll.id}>
                <a href={`/sieci/${slug}/glosowania/${poll.id}`}>{poll.question}</a>{" "}
                <span class="state">{poll.state === "OPEN" ? w.open : w.closed}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {version.summary && <p class="lead">{version.summary}</p>}
      {version.changes && (
        <p class="changes">
          <b>{w.changes}:</b> {version.changes}
        </p>
      )}
      {version.number > 1 && <Changed version={version} />}
      <Prose html={version.html} />
      <Attachments files={version.files} />
      {result.kind === "RULES" && version.issuedAt && (
        <p>
          {version.acceptedAt ? (
            <span class="state">{w.accepted}</span>
          ) : (
            <button type="button" disabled={busy.value} onClick={accept}>
              {w.accept}
            </button>
          )}
        </p>
      )}
    </article>
  );
}

function Changed({ version }: { version: Version }) {
  const w = resultWords.value;
  const parts = useSignal<{ changes: { kind: string; text: string }[] }[] | undefined>(undefined);
  const since = useSignal(version.number - 1);
  const load = async () => {
    const { node } = await ask(Difference, { id: version.id, since: since.value });
    parts.value = (node && "differences" in node && node.differences) || [];
  };
  return (
    <details class="part" onToggle={() => parts.value || load()}>
      <summary>{w.difference(since.value)}</summary>
      {version.number > 2 && (
        <p class="buttons">
          {Array.from({ length: version.number - 1 }, (_, place) => version.number - 1 - place).map(
            (number) => (
              <button
                key={number}
                type="button"
                class="outline small"
                aria-pressed={number === since.value}
                onClick={() => {
                  since.value = number;
                  load();
                }}
              >
                {w.version(number)}
              </button>
            ),
          )}
        </p>
      )}
      {parts.value?.map((part, place) => (
        <p key={place} class="difference">
          {part.changes.map((change, number) => {
            const said = unmarked(change.text);
            if (change.kind === "ADDED") return <ins key={number}>{said}</ins>;
            return change.kind === "REMOVED" ? <del key={number}>{said}</del> : said;
          })}
        </p>
      ))}
    </details>
  );
}

/** Without the marks of headings and of what stands out: who compares reads sentences. */
const unmarked = (text: string) => text.replace(/^#{1,6}\s+|\*\*/gm, "");
