import type { ComponentChildren } from "preact";
import { ask } from "../client";
import { graphql } from "../contract";
import type { OwnCitiesQuery, OwnRecordQuery } from "../contract/graphql";
import { Face } from "../parts/byline";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { When } from "../parts/when";
import { language } from "../words";
import { cityWords } from "../words/own-city";
import { resultWords } from "../words/results";
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

const OwnRecord = graphql(`
  query OwnRecord {
    viewer {
      cities {
        seats {
          id
          votes { pollId question words remark at castBy { name } }
          remarks { resultId title version body at answer reply author { name } }
        }
      }
    }
  }
`);

type City = NonNullable<OwnCitiesQuery["viewer"]>["cities"][number];
type Seat = City["seats"][number];
type Said = NonNullable<OwnRecordQuery["viewer"]>["cities"][number]["seats"][number];

/** The cities, and what each said on its seats. */
interface Known {
  cities: City[];
  said: Map<string, Said>;
}

export function OwnCityPage() {
  const { data, refusal, reload } = useRefreshed<Known>(async () => {
    const [own, record] = await Promise.all([ask(OwnCities), ask(OwnRecord)]);
    const seats = record.viewer?.cities.flatMap((city) => city.seats) ?? [];
    const said = new Map(seats.map((seat) => [seat.id, seat]));
    return { data: { cities: own.viewer?.cities ?? [], said }, network: null };
  });
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = cityWords.value;
  const { cities, said } = data.value;
  const [only, ...others] = cities;
  return (
    <Reading>
      <Heading title={only && others.length === 0 ? only.city.name : w.title} />
      <p class="lead">{only ? w.lead : w.none}</p>
      {cities.map((own) => (
        <section key={own.city.id} class="part">
          <h2>{others.length > 0 ? own.city.name : w.seats}</h2>
          <ul class="own-seats">
            {own.seats.map((seat) => (
              <SeatEntry key={seat.id} seat={seat} said={said.get(seat.id)} />
            ))}
          </ul>
        </section>
      ))}
    </Reading>
  );
}

function SeatEntry({ seat, said }: { seat: Seat; said: Said | undefined }) {
  const w = cityWords.value;
  const facts = [seat.kind === "OBSERVER" ? w.observer : w.member, w.since(day(seat.since)), seat.programme];
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
      {said && said.votes.length > 0 && (
        <Record name={w.votes(said.votes.length)}>
          {said.votes.map((vote) => (
            <li key={vote.pollId}>
              <Where seat={seat} path={`glosowania/${vote.pollId}`} name={vote.question} />
              <p>
                <b>{vote.words}</b>
              </p>
              {vote.remark && <blockquote>{vote.remark}</blockquote>}
              <Who name={vote.castBy.name} at={vote.at} />
            </li>
          ))}
        </Record>
      )}
      {said && said.remarks.length > 0 && (
        <Record name={w.remarks(said.remarks.length)}>
          {said.remarks.map((remark) => (
            <li key={remark.at}>
              <Where
                seat={seat}
                path={`opracowania/${remark.resultId}`}
                name={w.version(remark.title, remark.version)}
              />
              <blockquote>{remark.body}</blockquote>
              {remark.answer && (
                <p>
                  <b>{w.answered(resultWords.value.answers[remark.answer])}</b> {remark.reply}
                </p>
              )}
              <Who name={remark.author.name} at={remark.at} />
            </li>
          ))}
        </Record>
      )}
    </li>
  );
}

/** What the city said there, folded away: one comes for the seats first. */
function Record({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <details class="own-record">
      <summary>{name}</summary>
      <ul>{children}</ul>
    </details>
  );
}

function Where({ seat, path, name }: { seat: Seat; path: string; name: string }) {
  return <h4>{seat.slug ? <a href={`/sieci/${seat.slug}/${path}`}>{name}</a> : name}</h4>;
}

function Who({ name, at }: { name: string; at: string }) {
  return (
    <p class="quiet">
      {name}, <When at={at} />
    </p>
  );
}

function day(since: string): string {
  const locale = language.value === "en" ? "en-GB" : "pl-PL";
  return new Date(since).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}
