import { ask } from "../client";
import { graphql } from "../contract";
import type { OwnCitiesQuery } from "../contract/graphql";
import { Face } from "../parts/byline";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { language } from "../words";
import { cityWords } from "../words/own-city";
import { useRefreshed } from "./refresh";

const OwnCities = graphql(`
  query OwnCities {
    viewer {
      cities {
        city { id name voivodeship }
        seats {
          id
          kind
          since
          programme
          networkName
          slug
          hue
          people { function since person { id name } }
        }
      }
    }
  }
`);

type City = NonNullable<OwnCitiesQuery["viewer"]>["cities"][number];
type Seat = City["seats"][number];

export function OwnCityPage() {
  const { data, refusal, reload } = useRefreshed<City[]>(async () => ({
    data: (await ask(OwnCities)).viewer?.cities ?? [],
    network: null,
  }));
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = cityWords.value;
  const [only, ...others] = data.value;
  return (
    <Reading>
      <Heading title={only && others.length === 0 ? only.city.name : w.title} />
      <p class="lead">{only ? w.lead : w.none}</p>
      {data.value.map((own) => (
        <section key={own.city.id} class="part">
          <h2>{others.length > 0 ? own.city.name : w.seats}</h2>
          <ul class="own-seats">
            {own.seats.map((seat) => (
              <SeatEntry key={seat.id} seat={seat} />
            ))}
          </ul>
        </section>
      ))}
    </Reading>
  );
}

function SeatEntry({ seat }: { seat: Seat }) {
  const w = cityWords.value;
  const facts = [seat.kind === "OBSERVER" ? w.observer : w.member, w.since(said(seat.since)), seat.programme];
  return (
    <li style={seat.hue === null ? undefined : { "--hue": seat.hue }}>
      <h3>
        {seat.slug ? <a href={`/sieci/${seat.slug}`}>{seat.networkName}</a> : (seat.networkName ?? w.hidden)}
      </h3>
      <p class="quiet">{facts.filter(Boolean).join(" · ")}</p>
      {!seat.networkName && <p class="quiet">{w.hiddenHint}</p>}
      {seat.networkName && !seat.slug && <p class="quiet">{w.notIn}</p>}
      {seat.people.length === 0 && <Empty>{w.nobody}</Empty>}
      <ul class="faces">
        {seat.people.map(({ person, function: does }) => (
          <li key={person.id}>
            <Face name={person.name} id={person.id} observer={seat.kind === "OBSERVER"} />
            <span>
              {seat.slug ? (
                <a href={`/sieci/${seat.slug}/ludzie/${person.id}`}>{person.name}</a>
              ) : (
                person.name
              )}
              {does && <small>{does}</small>}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function said(since: string): string {
  const locale = language.value === "en" ? "en-GB" : "pl-PL";
  return new Date(since).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}
