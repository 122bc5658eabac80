import "../look/polls.css";
import "../look/results.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PrintedRemarksQuery, RemarkFragment } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Scrolled } from "../parts/scrolled";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import type { Loaded } from "../snapshot";
import { named } from "../words";
import { resultWords } from "../words/results";
import { useRefreshed } from "./refresh";

const PrintedRemarks = graphql(`
  query PrintedRemarks($slug: String!, $id: ID!, $after: String) {
    network(slug: $slug) { id slug name nameEn hue cursor }
    result(id: $id) {
      id
      title
      state
      remarks(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { node { ...Remark } }
      }
    }
  }
`);

type Held = {
  network: NonNullable<PrintedRemarksQuery["network"]>;
  result: NonNullable<PrintedRemarksQuery["result"]>;
  remarks: RemarkFragment[];
};

/** Which city remarked what on which paragraph, what the authors answer, and whether it still stands: to be printed. */
export function PrintedRemarksPage({ slug, resultId }: { slug: string; resultId: string }) {
  const page = useRefreshed<Held>(() => whole(slug, resultId));
  const held = page.data.value;
  if (!held) return <Awaited {...page} />;
  const { network, result, remarks } = held;
  const w = resultWords.value;
  const path = `/sieci/${slug}/opracowania`;
  const crumbs: [string, string][] = [
    [path, w.title],
    [`${path}/${result.id}`, result.title],
  ];
  return (
    <Reading wide hue={network.hue} crumbs={<NetworkCrumbs network={network} further={crumbs} />}>
      <Heading title={w.remarks} />
      <p class="facts">
        <b>{result.title}</b> · {w.states[result.state]} · {named(network)}
      </p>
      {remarks.length > 0 && (
        <p class="buttons result-print">
          <button type="button" onClick={() => print()}>
            {w.print}
          </button>
        </p>
      )}
      {remarks.length > 0 ? <Table remarks={remarks} /> : <p class="quiet">{w.noRemarks}</p>}
    </Reading>
  );
}

function Table({ remarks }: { remarks: RemarkFragment[] }) {
  const w = resultWords.value;
  return (
    <Scrolled name={w.remarks}>
      <table class="named-ballots remark-table">
        <thead>
          <tr>
            {[w.place, w.city, w.remark, w.answer, w.stance].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {remarks.map((remark) => (
            <tr key={remark.id}>
              <td>
                {remark.paragraph ? w.paragraph(remark.paragraph) : w.whole}
                {remark.version && <small>{w.version(remark.version.number)}</small>}
              </td>
              <th scope="row">
                {remark.seat?.city.name ?? remark.author.name}
                {remark.isObjection && <small>{w.objection}</small>}
              </th>
              <td>{remark.body}</td>
              <td>
                <b>{remark.answer ? w.answers[remark.answer] : w.awaits}</b>
                {remark.reply && `: ${remark.reply}`}
              </td>
              <td>
                {remark.stance ? w.stances[remark.stance] : remark.askedBy ? w.awaitsCity : "–"}
                {remark.askedBy && <small>{w.version(remark.askedBy.number)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

async function whole(slug: string, id: string): Promise<Loaded<Held>> {
  const remarks: RemarkFragment[] = [];
  let after: string | null = null;
  for (;;) {
    const { network, result }: PrintedRemarksQuery = await ask(PrintedRemarks, { slug, id, after });
    if (!network || !result) return { data: null, network };
    remarks.push(...result.remarks.edges.map((edge) => edge.node));
    if (!result.remarks.pageInfo.hasNextPage) return { data: { network, result, remarks }, network };
    after = result.remarks.pageInfo.endCursor ?? null;
  }
}
