import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { CitiesOfNetworkQuery } from "../contract/graphql";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { language, words } from "../words";
import { citiesWords } from "../words/cities";
import { AddCity, type Change, ChangeDialog } from "./cities-changing";
import { useRefreshed } from "./refresh";

const CitiesOfNetwork = graphql(`
  query CitiesOfNetwork($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      memberCityCount
      observerCityCount
      viewerCan { coordinate { allowed } }
      seats(first: 100) { edges { node { id kind programme since city { id name voivodeship } } } }
      formerSeats(first: 100) { edges { node { id kind since until city { id name } } } }
      silentSeats(first: 100) { edges { node { id } } }
    }
  }
`);

type Network = NonNullable<CitiesOfNetworkQuery["network"]>;
export type Seat = Network["seats"]["edges"][number]["node"];

export function CitiesPage({ slug }: { slug: string }) {
  const change = useSignal<Change | undefined>(undefined);
  const { data, refusal, reload } = useRefreshed<Network>(
    async () => {
      const { network } = await ask(CitiesOfNetwork, { slug });
      return { data: network ?? null, network };
    },
    (event) => ABOUT_CITIES.has(event.__typename ?? ""),
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = citiesWords.value;
  const seats = inPolish(network.seats.edges.map((edge) => edge.node));
  const silent = new Set(network.silentSeats.edges.map((edge) => edge.node.id));
  const may = network.viewerCan.coordinate.allowed;
  const groups = [
    [w.members, seats.filter((seat) => seat.kind === "MEMBER")],
    [w.observers, seats.filter((seat) => seat.kind === "OBSERVER")],
  ] as const;
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.title} />
      <p class="facts">
        {words.value.network.citiesCount(network.memberCityCount, network.observerCityCount)}
      </p>
      {seats.length === 0 && <Empty>{w.none}</Empty>}
      {groups.map(
        ([title, group]) =>
          group.length > 0 && (
            <section key={title} class="part">
              <h2>{title}</h2>
              <ul class="rows seats">
                {group.map((seat) => (
                  <Sitting
                    key={seat.id}
                    seat={seat}
                    silent={silent.has(seat.id)}
                    change={may ? (change_) => (change.value = change_) : undefined}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      {may && <AddCity networkId={network.id} done={reload} />}
      <Former seats={network.formerSeats.edges.map((edge) => edge.node)} />
      {change.value && (
        <ChangeDialog change={change.value} done={reload} close={() => (change.value = undefined)} />
      )}
    </Reading>
  );
}

const ABOUT_CITIES = new Set(["NetworkChanged", "PeopleChanged"]);

function inPolish(seats: Seat[]): Seat[] {
  return seats.sort((one, other) => one.city.name.localeCompare(other.city.name, "pl"));
}

type SittingProps = { seat: Seat; silent: boolean; change: ((change: Change) => void) | undefined };

function Sitting({ seat, silent, change }: SittingProps) {
  const w = citiesWords.value;
  const { city, kind, programme, since } = seat;
  const other = kind === "MEMBER" ? w.toObserver : w.toMember;
  return (
    <li class="row seat">
      <div>
        <p>
          <b>{city.name}</b> {silent && <span class="tag">{w.silent}</span>}
        </p>
        <p class="quiet">
          {[city.voivodeship, programme, `${w.since} ${day(since)}`].filter(Boolean).join(" · ")}
        </p>
      </div>
      {change && (
        <div class="seat-acts">
          <button
            type="button"
            class="plain small"
            aria-label={w.of(other, city.name)}
            onClick={() => change({ seat, act: kind === "MEMBER" ? "observer" : "member" })}
          >
            {other}
          </button>
          <button
            type="button"
            class="plain small"
            aria-label={w.of(w.end, city.name)}
            onClick={() => change({ seat, act: "end" })}
          >
            {w.end}
          </button>
        </div>
      )}
    </li>
  );
}

type Gone = Network["formerSeats"]["edges"][number]["node"];

function Former({ seats }: { seats: Gone[] }) {
  const w = citiesWords.value;
  if (seats.length === 0) return null;
  return (
    <section class="part">
      <h2>{w.former}</h2>
      <ul class="rows seats">
        {seats.map((seat) => (
          <li key={seat.id} class="row">
            <b>{seat.city.name}</b>
            <p class="quiet">
              {w.as[seat.kind]} · {day(seat.since)} – {seat.until && day(seat.until)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function day(at: string): string {
  const locale = language.value === "en" ? "en-GB" : "pl-PL";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(at));
}
