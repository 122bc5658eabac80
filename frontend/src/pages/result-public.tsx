import "../look/results.css";
import { ask } from "../client";
import { graphql } from "../contract";
import { day } from "../dates";
import { useOnce } from "../once";
import { Attachments } from "../parts/attachments";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, NotFound } from "../parts/states";
import { Prose } from "../parts/text";
import { named } from "../words";
import { publicWords } from "../words/public";
import { resultWords } from "../words/results";
import { PublicEnd } from "./public";

const PublicResult = graphql(`
  query PublicResult($id: ID!) {
    result(id: $id) {
      id
      title
      kind
      state
      withdrawnAt
      withdrawalReason
      networkCard { name nameEn hue }
      cities { id name }
      currentVersion { id number summary html issuedAt files { ...Attached } }
    }
  }
`);

/** A result as it is read outside its network: what it says, who wrote it, and that it was withdrawn if it was. */
export function PublicResultPage({ resultId }: { resultId: string }) {
  const page = useOnce(() => ask(PublicResult, { id: resultId }));
  if (!page.data.value) return <Awaited {...page} />;
  const { result } = page.data.value;
  if (!result) return <NotFound />;
  const w = resultWords.value;
  const { networkCard, currentVersion: version, cities } = result;
  return (
    <Reading
      {...(networkCard && { hue: networkCard.hue })}
      crumbs={<a href="/">{publicWords.value.toAll}</a>}
    >
      <Heading title={result.title} />
      <p class="facts">
        <b>{w.states[result.state]}</b> · {w.kinds[result.kind]}
        {networkCard && ` · ${named(networkCard)}`}
        {cities.length > 0 && ` · ${w.by}: ${cities.map((city) => city.name).join(", ")}`}
      </p>
      {result.withdrawnAt && (
        <p class="withdrawn">
          <b>{w.withdrawn}.</b> {result.withdrawalReason}
        </p>
      )}
      {version && (
        <article class="result-text">
          {version.summary && <p class="lead">{version.summary}</p>}
          <Prose html={version.html} />
          <Attachments files={version.files} />
          <p class="quiet">
            {w.version(version.number)}
            {version.issuedAt && `, ${day(new Date(version.issuedAt))}`}
          </p>
          <button type="button" class="outline result-print" onClick={() => window.print()}>
            {w.print}
          </button>
        </article>
      )}
      <PublicEnd />
    </Reading>
  );
}
