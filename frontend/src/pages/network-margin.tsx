import { Face } from "../parts/byline";
import { Empty } from "../parts/states";
import { words } from "../words";
import type { NetworkData } from "./network";

/** So many faces stand in the margin; the page "who is who" has them all. */
const SHOWN = 8;

type Entry = NetworkData["people"]["edges"][number]["node"];

export function People({ network }: { network: NetworkData }) {
  const w = words.value.network;
  const people = byPerson(network.people.edges.map((edge) => edge.node));
  const all = `/sieci/${network.slug}/ludzie`;
  return (
    <section class="note">
      <h2>
        <a class="quiet-link" href={all}>
          {w.people}
        </a>
      </h2>
      {people.length === 0 && <Empty>{w.noPeople}</Empty>}
      <ul class="faces">
        {people.slice(0, SHOWN).map((standings) => (
          <PersonEntry key={standings[0].person.id} standings={standings} />
        ))}
      </ul>
      {people.length > SHOWN && (
        <p class="others">
          <a href={all}>{w.allPeople(people.length)}</a>
        </p>
      )}
    </section>
  );
}

function PersonEntry({ standings }: { standings: [Entry, ...Entry[]] }) {
  const [{ person }] = standings;
  const observer = standings.every((standing) => standing.kind === "OBSERVER");
  const functions = [...new Set(standings.map((standing) => standing.function).filter(Boolean))];
  return (
    <li>
      <Face name={person.name} id={person.id} observer={observer} />
      <span>
        {person.name}
        <small>{standings.map(described).filter(Boolean).join(" · ")}</small>
        {functions.map((text) => (
          <small key={text}>{text}</small>
        ))}
      </span>
    </li>
  );
}

function described(standing: Entry): string {
  const w = words.value.network;
  if (standing.kind === "MODERATOR") return w.moderates;
  if (standing.kind === "COORDINATOR") return w.coordinates;
  const city = standing.seat?.city.name ?? "";
  return standing.kind === "OBSERVER" ? `${city} (${w.observer})` : city;
}

export function Cities({ network }: { network: NetworkData }) {
  const w = words.value.network;
  const seats = network.seats.edges.map((edge) => edge.node);
  const groups = [
    [w.memberCities, seats.filter((seat) => seat.kind === "MEMBER")],
    [w.observerCities, seats.filter((seat) => seat.kind === "OBSERVER")],
  ] as const;
  return (
    <section class="note">
      <h2>
        <a class="quiet-link" href={`/sieci/${network.slug}/miasta`}>
          {w.cities}
        </a>
      </h2>
      {seats.length === 0 && <Empty>{w.noCities}</Empty>}
      {groups.map(
        ([title, group]) =>
          group.length > 0 && (
            <div key={title} class="group">
              <h3>
                {title} <span class="quiet">{group.length}</span>
              </h3>
              <p>{group.map((seat) => seat.city.name).join(", ")}</p>
            </div>
          ),
      )}
    </section>
  );
}

/** A person with several standings is one entry. */
function byPerson(entries: Entry[]): [Entry, ...Entry[]][] {
  const people = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const known = people.get(entry.person.id);
    if (known) known.push(entry);
    else people.set(entry.person.id, [entry]);
  }
  return [...people.values()];
}
