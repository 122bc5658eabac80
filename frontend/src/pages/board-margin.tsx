import { words } from "../words";
import type { Network } from "./board";

type Audience = "MEMBERS" | "OPEN" | "ALL";
type Counted = { memberCityCount: number; observerCityCount: number };

/** Who reads and who writes, by cities. */
export function Readers({ network, audience }: { network: Counted; audience: Audience }) {
  const w = words.value;
  const cities = (observersToo: boolean) =>
    w.network.citiesCount(network.memberCityCount, observersToo ? network.observerCityCount : 0);
  return (
    <section class="note">
      <h2>{w.board.about}</h2>
      <dl>
        <dt>{w.board.readers}</dt>
        <dd>{cities(audience !== "MEMBERS")}</dd>
        <dt>{w.board.writers}</dt>
        <dd>{cities(audience === "ALL")}</dd>
      </dl>
    </section>
  );
}

export function OtherBoards({ network, boardId }: { network: Network; boardId: string }) {
  const w = words.value;
  const others = network.boards.edges.map((edge) => edge.node).filter((board) => board.id !== boardId);
  if (others.length === 0) return null;
  return (
    <section class="note">
      <h2>{w.board.others}</h2>
      <ul class="links">
        {others.map((board) => (
          <li key={board.id}>
            <a href={`/sieci/${network.slug}/dzialy/${board.id}`}>{board.title}</a>
            <small>{w.threads(board.threadCount)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
