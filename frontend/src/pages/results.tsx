import { FilePlus } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ResultsPageQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { resultWords } from "../words/results";
import { useRefreshed } from "./refresh";

const ResultsPageDocument = graphql(`
  query ResultsPage($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { writeResults { allowed } }
      results(first: 100) { edges { node { id title kind state number cities { id name } } } }
    }
  }
`);

type Network = NonNullable<ResultsPageQuery["network"]>;

/** The results of a network, by how far they have come. */
export function ResultsPage({ slug }: { slug: string }) {
  const page = useRefreshed<Network>(async () => {
    const { network } = await ask(ResultsPageDocument, { slug });
    return { data: network ?? null, network };
  });
  const network = page.data.value;
  if (!network) return <Awaited {...page} />;
  const w = resultWords.value;
  const results = network.results.edges.map((edge) => edge.node);
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      <p class="lead">{w.lead}</p>
      {network.viewerCan.writeResults.allowed && (
        <a class="button" href={`/sieci/${slug}/nowe-opracowanie`}>
          <Icon shape={FilePlus} />
          {w.start}
        </a>
      )}
      {results.length === 0 && <Empty>{w.none}</Empty>}
      <ul class="rows">
        {results.map((result) => (
          <li key={result.id} class="row">
            <a href={`/sieci/${slug}/opracowania/${result.id}`}>
              <span class="row-title">{result.title}</span>
            </a>
            <p class="row-facts">
              <b>{w.states[result.state]}</b> · {w.kinds[result.kind]}
              {result.number > 0 && ` · ${w.version(result.number)}`}
              {result.cities.length > 0 && ` · ${result.cities.map((city) => city.name).join(", ")}`}
            </p>
          </li>
        ))}
      </ul>
    </Reading>
  );
}
