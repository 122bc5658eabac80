import { ask } from "../client";
import { graphql } from "../contract";
import type { PersonHereQuery } from "../contract/graphql";
import { Face } from "../parts/byline";
import { Crumbs } from "../parts/crumbs";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { useTrying } from "../parts/trying";
import { viewer } from "../viewer";
import { language, named } from "../words";
import { peopleWords } from "../words/people";
import { Contacts } from "./people";
import { described } from "./people-groups";
import { useRefreshed } from "./refresh";

const PersonHere = graphql(`
  query PersonHere($slug: String!, $id: ID!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      people(first: 100) {
        edges {
          node {
            id kind function since person { id } seat { id kind city { id name voivodeship } }
            viewerCan { handOver { allowed } end { allowed } }
          }
        }
      }
    }
    node(id: $id) { ... on Person { id name isFormer isDeactivated face did seeks phone email } }
  }
`);

const Reactivate = graphql(`
  mutation Reactivate($input: ReactivatePersonInput!) {
    reactivatePerson(input: $input) { person { id isDeactivated } }
  }
`);

type Data = { network: NonNullable<PersonHereQuery["network"]>; person: Person };
type Person = Extract<NonNullable<PersonHereQuery["node"]>, { name: string }>;

export function PersonPage({ slug, personId }: { slug: string; personId: string }) {
  const { data, refusal, reload } = useRefreshed<Data>(
    async () => {
      const { network, node } = await ask(PersonHere, { slug, id: personId });
      const person = node && "name" in node ? (node as Person) : undefined;
      return { data: network && person ? { network, person } : null, network };
    },
    (event) => event.__typename !== "PostAdded",
  );
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const { network, person } = data.value;
  const w = peopleWords.value;
  const mine = person.id === viewer.value?.person.id;
  const standings = network.people.edges.map((edge) => edge.node).filter((one) => one.person.id === personId);
  return (
    <Reading
      hue={network.hue}
      crumbs={
        <Crumbs
          trail={[
            [`/sieci/${slug}`, named(network)],
            [`/sieci/${slug}/ludzie`, w.title],
          ]}
        />
      }
    >
      <header class="person-head">
        <Face name={person.name} id={person.id} class="huge" />
        <div>
          <Heading title={person.name} />
          {standings.map((standing) => (
            <p key={standing.id}>
              {[standing.seat?.city.name, described(standing)].filter(Boolean).join(" · ")}
              {standing.kind === "OBSERVER" && <span class="tag">{w.observer}</span>}
              <small class="quiet">{w.inNetwork(said(standing.since))}</small>
              {(mine || standing.viewerCan.handOver.allowed || standing.viewerCan.end.allowed) && (
                <a class="place-link" href={`/sieci/${slug}/miejsca/${standing.id}`}>
                  {mine ? w.manage : w.manageOther}
                </a>
              )}
            </p>
          ))}
        </div>
      </header>
      {person.isDeactivated && <Away person={person} network={network.id} done={reload} />}
      {standings.length === 0 ? (
        <Empty>{person.isFormer ? w.former : w.notHere}</Empty>
      ) : (
        <About person={person} />
      )}
    </Reading>
  );
}

/** Has switched the account off; who coordinates the network can switch it on again. */
function Away({ person, network, done }: { person: Person; network: string; done: () => void }) {
  const w = peopleWords.value;
  const { run, refusal } = useTrying();
  const coordinates = viewer.value?.standings.some(
    (standing) => standing.kind === "COORDINATOR" && standing.network.id === network,
  );
  const switchOn = async () => {
    if (await run(() => ask(Reactivate, { input: { personId: person.id } }))) done();
  };
  return (
    <section class="part">
      <p>{w.isAway}</p>
      {coordinates && (
        <p class="buttons">
          <button type="button" class="outline" onClick={switchOn}>
            {w.switchOn}
          </button>
        </p>
      )}
      <Refused text={refusal.value?.message} />
    </section>
  );
}

function About({ person }: { person: Person }) {
  const w = peopleWords.value;
  const mine = person.id === viewer.value?.person.id;
  const observes = !mine && !person.did && !person.seeks && !person.phone && !person.email;
  return (
    <>
      {observes && <Empty>{w.nothingYet}</Empty>}
      {person.did && (
        <section class="part">
          <h2>{w.did}</h2>
          <p class="person-text">{person.did}</p>
        </section>
      )}
      {person.seeks && (
        <section class="part">
          <h2>{w.seeks}</h2>
          <p class="person-text">{person.seeks}</p>
        </section>
      )}
      {(person.phone || person.email) && (
        <section class="part">
          <h2>{w.contacts}</h2>
          <Contacts one={person} />
        </section>
      )}
      {mine && (
        <section class="part">
          <p class="quiet">{`${w.yours}. ${w.narrow}`}</p>
          <p>
            <a class="button outline" href="/konto/profil">
              {w.edit}
            </a>
          </p>
        </section>
      )}
    </>
  );
}

function said(since: string): string {
  const locale = language.value === "en" ? "en-GB" : "pl-PL";
  return new Date(since).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}
