import type { HitFragment } from "../contract/graphql";
import { Byline } from "../parts/byline";
import { When } from "../parts/when";
import { named } from "../words";
import { searchWords } from "../words/search";
import { type Asked, pathOf } from "./search-asking";

type Node = HitFragment["node"];
type Network = { id: string; slug: string; name: string; nameEn: string; hue: number };

/** One thing that was found: what it is, where it stands, and its words with what was asked for marked. */
export function Hit({ hit, what }: { hit: HitFragment; what: Asked }) {
  const w = searchWords.value;
  const network = networkOf(hit.node);
  const path = pathTo(hit.node);
  const title = titleOf(hit.node);
  return (
    <li class="row hit" style={network ? { "--hue": network.hue } : undefined}>
      <p class="row-facts hit-kind">
        {network && <i class="dot" />}
        <b>{w.kindOf[hit.kind]}</b>
        {network && <span>{named(network)}</span>}
      </p>
      <h2 class="row-title">
        {path ? <a href={path}>{title ?? <Passage hit={hit} />}</a> : <Passage hit={hit} />}
      </h2>
      {title && (
        <p class="row-text">
          <Passage hit={hit} />
        </p>
      )}
      <Facts node={hit.node} what={what} />
    </li>
  );
}

function Passage({ hit }: { hit: HitFragment }) {
  return (
    <>
      {hit.passage.map((piece, place) =>
        piece.isMatch ? <mark key={place}>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}

function Facts({ node, what }: { node: Node; what: Asked }) {
  const w = searchWords.value;
  switch (node.__typename) {
    case "Post":
    case "Thread":
    case "Topic":
      return (
        <p class="row-facts hit-by">
          <Byline name={node.author.name} seat={node.seat} />
          <When at={node.createdAt} />
        </p>
      );
    case "Poll":
      return (
        <p class="row-facts hit-by">
          <Byline name={node.author.name} seat={null} />
          {node.openedAt && <When at={node.openedAt} />}
        </p>
      );
    case "Person":
      return (
        <>
          {node.standings.edges.map(({ node: standing }) => (
            <p class="row-facts" key={standing.id}>
              {[standing.seat?.city.name, standing.function, named(standing.network)]
                .filter(Boolean)
                .join(" · ")}
            </p>
          ))}
          <p class="row-facts">
            <a href={pathOf({ ...what, co: "POST", osoba: node.id })}>{w.onlyPerson}</a>
          </p>
        </>
      );
    case "City":
      return (
        <p class="row-facts hit-by">
          <span>{node.voivodeship}</span>
          <a href={pathOf({ ...what, co: "POST", miasto: node.id })}>{w.onlyCity}</a>
        </p>
      );
    default:
      return null;
  }
}

/** Of what is found by more than its name. */
function titleOf(node: Node): string | undefined {
  if (node.__typename === "Post") return node.thread.title;
  if (node.__typename === "Topic") return node.title;
  if (node.__typename === "Poll") return node.question;
  if (node.__typename === "ResultVersion") return node.result?.title;
  return undefined;
}

function networkOf(node: Node): Network | undefined {
  if (node.__typename === "Post") return node.thread.network;
  if (node.__typename === "Thread" || node.__typename === "Topic" || node.__typename === "Poll")
    return node.network;
  if (node.__typename === "ResultVersion") return node.result?.network ?? undefined;
  if (node.__typename === "Person") return node.standings.edges[0]?.node.network;
  return undefined;
}

function pathTo(node: Node): string | undefined {
  const network = networkOf(node);
  switch (node.__typename) {
    case "Post":
      return `/sieci/${network?.slug}/rozmowy/${node.thread.id}#wpis-${node.id}`;
    case "ResultVersion":
      return network && `/sieci/${network.slug}/opracowania/${node.result?.id}`;
    case "Thread":
      return `/sieci/${network?.slug}/rozmowy/${node.id}`;
    case "Topic":
      return `/sieci/${network?.slug}/tematy/${node.id}`;
    case "Poll":
      return `/sieci/${network?.slug}/glosowania/${node.id}`;
    case "Person":
      return network && `/sieci/${network.slug}/ludzie/${node.id}`;
    case "File":
      return node.address;
    default:
      return undefined;
  }
}
