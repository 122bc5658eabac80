import { named, words } from "../words";

export type Crumb = [path: string, name: string];

/** The way here, from the widest place to the nearest: addresses and their names. */
export function Crumbs({ trail }: { trail: Crumb[] }) {
  return (
    <ol>
      {trail.map(([path, name]) => (
        <li key={path}>
          <a href={path}>{name}</a>
        </li>
      ))}
    </ol>
  );
}

type Network = { slug: string; name: string; nameEn: string };

/** The way to a page of a network. */
export function NetworkCrumbs({ network, further = [] }: { network: Network; further?: Crumb[] }) {
  return (
    <Crumbs trail={[["/", words.value.rail.mine], [`/sieci/${network.slug}`, named(network)], ...further]} />
  );
}
