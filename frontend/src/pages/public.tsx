import "../look/results.css";
import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { DirectoryQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { named, themed } from "../words";
import { publicWords } from "../words/public";
import { resultWords } from "../words/results";
import { PublicMap } from "./public-map";

const Directory = graphql(`
  query Directory {
    directory {
      id
      name
      nameEn
      theme
      themeEn
      state
      hue
      admitsHeadsOnly
      memberCities { id name latitude longitude }
      observerCities { id name latitude longitude }
    }
    results(first: 12) {
      edges { node { id title kind networkCard { name nameEn hue } cities { id name } currentVersion { id summary } } }
    }
  }
`);

const IN_POLISH = new Intl.Collator("pl").compare;

type Published = DirectoryQuery["results"]["edges"][number]["node"];
export type Card = DirectoryQuery["directory"][number];

/** What a stranger sees first: what this is, who takes part as far as the networks say, and the door. */
export function PublicPage() {
  const chosen = useSignal<string | undefined>(undefined);
  const page = useOnce(() => ask(Directory));
  const held = page.data.value;
  if (!held) return <Awaited {...page} />;
  const cards = held.directory;
  const results = held.results.edges.map((edge) => edge.node).filter((result) => result.currentVersion);
  const w = publicWords.value;
  return (
    <Reading>
      <div class="public">
        <section class="public-words">
          <Heading title={w.title} />
          <p class="lead">{w.lead}</p>
          <p class="quiet">{w.closed}</p>
          <a class="button" href="/logowanie">
            {w.signIn}
          </a>
        </section>
        <PublicMap cards={cards} chosen={cards.find((card) => card.id === chosen.value)} />
        <section class="public-networks">
          <h2>{w.networks}</h2>
          {cards.length === 0 && <Empty>{w.none}</Empty>}
          <ul>
            {cards.map((card) => (
              <Network
                key={card.id}
                card={card}
                choose={(is) => {
                  if (is) chosen.value = card.id;
                  else if (chosen.value === card.id) chosen.value = undefined;
                }}
              />
            ))}
          </ul>
        </section>
        {results.length > 0 && <Results results={results} />}
        <PublicEnd />
      </div>
    </Reading>
  );
}

function Results({ results }: { results: Published[] }) {
  return (
    <section class="public-results">
      <h2>{publicWords.value.results}</h2>
      <ul class="rows">
        {results.map(({ id, title, kind, networkCard, cities, currentVersion }) => (
          <li key={id} class="row" style={networkCard ? { "--hue": networkCard.hue } : undefined}>
            <a href={`/opracowania/${id}`}>
              <span class="row-title">{title}</span>
            </a>
            <p class="row-facts">
              <b>{resultWords.value.kinds[kind]}</b>
              {networkCard && ` · ${named(networkCard)}`}
              {cities.length > 0 && ` · ${cities.map((city) => city.name).join(", ")}`}
            </p>
            {currentVersion?.summary && <p class="remark">{currentVersion.summary}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Network({ card, choose }: { card: Card; choose: (is: boolean) => void }) {
  const w = publicWords.value;
  const facts = [
    w.states[card.state],
    card.admitsHeadsOnly && w.heads,
    card.memberCities && card.memberCities.length > 0 && w.cities(card.memberCities.length),
    card.observerCities && card.observerCities.length > 0 && w.observers(card.observerCities.length),
  ].filter(Boolean);
  return (
    <li class="public-network" style={{ "--hue": card.hue }}>
      <details name="sieci" onToggle={(event) => choose(event.currentTarget.open)}>
        <summary>
          <h3>{named(card)}</h3>
          <span class="public-theme">{themed(card)}</span>
          <span class="quiet">{facts.join(" · ")}</span>
        </summary>
        <Cities card={card} />
      </details>
    </li>
  );
}

function Cities({ card }: { card: Card }) {
  const w = publicWords.value;
  if (!card.memberCities || !card.observerCities) return <p class="quiet without">{w.hidden}</p>;
  if (card.memberCities.length + card.observerCities.length === 0)
    return <p class="quiet without">{w.noCities}</p>;
  const groups = [
    [w.takePart, card.memberCities],
    [w.watch, card.observerCities],
  ] as const;
  return (
    <dl>
      {groups.map(
        ([title, cities]) =>
          cities.length > 0 && (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                {cities
                  .map((city) => city.name)
                  .sort(IN_POLISH)
                  .join(", ")}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

export function PublicEnd() {
  const w = publicWords.value;
  return (
    <footer class="public-end">
      <p class="quiet">{w.citizens}</p>
      <nav aria-label={w.about}>
        <a href="/dostepnosc">{w.accessibility}</a>
        <a href="/dane-osobowe">{w.personalData}</a>
        <a href="/opracowania.atom" target="_self">
          Atom
        </a>
        <a href="/opracowania.ics" target="_self">
          iCal
        </a>
        <a href="/api" target="_self">
          API
        </a>
        <a href="/logowanie">{w.signIn}</a>
      </nav>
    </footer>
  );
}
