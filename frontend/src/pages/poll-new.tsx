import "../look/polls.css";
import { type Signal, useSignal } from "@preact/signals";
import { ask, Refusal } from "../client";
import { graphql } from "../contract";
import type { NewPollQuery, OpenPollInput } from "../contract/graphql";
import { Choice } from "../parts/choice";
import { NetworkCrumbs } from "../parts/crumbs";
import { Field } from "../parts/field";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go, route } from "../router";
import { pollWords } from "../words/polls";
import { resultWords } from "../words/results";
import { Check, More, Select } from "./poll-new-more";
import { useRefreshed } from "./refresh";

const NewPoll = graphql(`
  query NewPoll($slug: String!, $about: ID!) {
    network(slug: $slug) { id slug name nameEn hue cursor memberCityCount observerCityCount viewerCan { holdPolls { allowed reason } } }
    node(id: $about) {
      __typename
      ... on Thread { id title audience }
      ... on ResultVersion { id number title result { id ladder { rung isReached } } }
      ... on Board { id title audience topics(first: 100) { edges { node { id title column } } } }
    }
  }
`);
const OpenPoll = graphql(`
  mutation OpenPoll($input: OpenPollInput!) { openPoll(input: $input) { poll { id } } }
`);

export type Draft = Omit<OpenPollInput, "options" | "networkId" | "idempotencyKey"> & { lines: string };
type Network = NonNullable<NewPollQuery["network"]>;
type Thread = Extract<NonNullable<NewPollQuery["node"]>, { __typename: "Thread" }>;
type Board = Extract<NonNullable<NewPollQuery["node"]>, { __typename: "Board" }>;
type Version = Extract<NonNullable<NewPollQuery["node"]>, { __typename: "ResultVersion" }>;
type Held = {
  network: Network;
  thread: Thread | undefined;
  board: Board | undefined;
  version: Version | undefined;
};

const KINDS = ["CONSENT", "SINGLE", "YES_NO", "APPROVAL", "SCORE", "DOTS", "RANKING", "DATES"] as const;
const ORDERING = ["RANKING", "DOTS", "SCORE", "APPROVAL", "SINGLE"] as const;
const FIELDS = ["question", "options", "closesAt", "opensAt", "quorum", "most", "budget"];

/** Whether a secret result could not be told of one of the columns. */
function isSmall(network: Network, voters: NonNullable<Draft["voters"]>): boolean {
  const sizes = { MEMBERS: network.memberCityCount, OBSERVERS: network.observerCityCount };
  return Object.entries(sizes).some(([who, size]) => (voters === "BOTH" || voters === who) && size < 5);
}

/** Asking the cities: a round of opinions unless said otherwise. */
export function NewPollPage({ slug }: { slug: string }) {
  const asked = new URLSearchParams(route.value.search);
  const about = asked.get("rozmowa") ?? asked.get("dzial") ?? asked.get("wersja") ?? "";
  const { data, refusal, reload } = useRefreshed<Held>(
    async () => {
      const { network, node } = await ask(NewPoll, { slug, about });
      const thread = node?.__typename === "Thread" ? node : undefined;
      const board = node?.__typename === "Board" ? node : undefined;
      const version = node?.__typename === "ResultVersion" ? node : undefined;
      return { data: network ? { network, thread, board, version } : null, network };
    },
    () => false,
  );
  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const w = pollWords.value;
  const { network } = held;
  const { allowed, reason } = network.viewerCan.holdPolls;
  return (
    <Reading
      hue={network.hue}
      crumbs={<NetworkCrumbs network={network} further={[[`/sieci/${slug}/glosowania`, w.title]]} />}
    >
      <Heading title={w.make.title} />
      {allowed ? <Form {...held} /> : <p class="refused">{reason}</p>}
    </Reading>
  );
}

function Form({ network, thread, board, version }: Held) {
  const w = pollWords.value;
  const topics = board?.topics.edges.map((edge) => edge.node) ?? [];
  const chosen = useSignal(topics.flatMap(({ id, column }) => (column === "PROPOSED" ? id : [])));
  const isForObservers = version?.result?.ladder.some(
    ({ rung, isReached }) => rung === "OBSERVERS" && isReached,
  );
  const isHidden = (thread ?? board)?.audience === "MEMBERS" || (version && !isForObservers);
  const membersOnly = isHidden || network.observerCityCount === 0;
  const draft = useSignal<Draft>({
    question: version ? resultWords.value.question(version.title, version.number) : "",
    lines: "",
    voters: membersOnly ? "MEMBERS" : "BOTH",
    threadId: thread?.id ?? null,
    boardId: board?.id ?? null,
    versionId: version?.id ?? null,
    ...(board && { kind: "RANKING" }),
  });
  const { busy, run, errorOf, elsewhere } = useTrying();
  const set = (part: Partial<Draft>) => {
    draft.value = { ...draft.value, ...part };
  };
  const kind = draft.value.kind ?? "CONSENT";
  const open = (event: Event) => {
    event.preventDefault();
    run(async (idempotencyKey) => {
      const { lines, ...said } = draft.value;
      const options = board ? chosen.value.map((topicId) => ({ topicId })) : optionsOf(kind, lines);
      const input = { ...said, options, networkId: network.id, idempotencyKey };
      const { poll } = (await ask(OpenPoll, { input })).openPoll;
      go(`/sieci/${network.slug}/glosowania/${poll.id}`, true);
    });
  };
  return (
    <form class="sheet" onSubmit={open}>
      {!board && <p class="lead">{w.make.lead}</p>}
      {thread && <p class="quiet">{w.make.about(thread.title)}</p>}
      {version && <p class="quiet">{resultWords.value.onVersion(version.title, version.number)}</p>}
      {board && <p class="quiet">{w.make.onTopics(board.title)}</p>}
      <TextField
        label={w.make.question}
        hint={w.make.questionHint}
        value={draft.value.question}
        change={(question) => set({ question })}
        error={errorOf("question")}
      />
      <TextField
        label={w.make.description}
        value={draft.value.description ?? ""}
        change={(description) => set({ description })}
        rows={3}
      />
      {!membersOnly && (
        <div class="field">
          <b>{w.make.voters}</b>
          <Choice
            name={w.make.voters}
            chosen={draft.value.voters ?? "BOTH"}
            among={(["BOTH", "MEMBERS", "OBSERVERS"] as const).map((one) => [one, w.make.short[one]])}
            choose={(voters) => set({ voters })}
          />
        </div>
      )}
      <Select
        label={w.make.kind}
        chosen={kind}
        among={(board ? ORDERING : KINDS).map((one) => [one, w.kinds[one]])}
        choose={(chosen) => set({ kind: chosen, most: null, budget: null, majority: null })}
      />
      {board && <Topics topics={topics} chosen={chosen} error={errorOf("options")} />}
      {!board && kind !== "CONSENT" && (
        <TextField
          label={kind === "DATES" ? w.make.dates : w.make.options}
          hint={kind === "DOTS" ? w.make.costs : undefined}
          value={draft.value.lines}
          change={(lines) => set({ lines })}
          rows={4}
          error={errorOf("options")}
        />
      )}
      {(kind === "APPROVAL" || kind === "SCORE" || kind === "DOTS") && (
        <Field label={w.make.most[kind]} error={errorOf("most")}>
          {(tied) => (
            <input
              {...tied}
              type="number"
              min={1}
              value={draft.value.most ?? ""}
              onInput={(event) => set({ most: Number(event.currentTarget.value) || null })}
            />
          )}
        </Field>
      )}
      {kind === "DOTS" && !board && (
        <Field label={w.make.budget} hint={w.make.budgetHint} error={errorOf("budget")}>
          {(tied) => (
            <input
              {...tied}
              type="number"
              min={1}
              value={draft.value.budget ?? ""}
              onInput={(event) => set({ budget: Number(event.currentTarget.value) || null })}
            />
          )}
        </Field>
      )}
      <More
        draft={draft.value}
        set={set}
        errorOf={errorOf}
        free={!thread && !board && !version}
        isSmall={isSmall(network, draft.value.voters ?? "BOTH")}
      />
      {elsewhere(FIELDS) && (
        <p class="error" role="alert">
          {elsewhere(FIELDS)}
        </p>
      )}
      <div class="buttons">
        <button type="submit" disabled={busy.value}>
          {draft.value.opensAt ? w.make.later : w.make.open}
        </button>
        <span class="quiet">{w.make.told}</span>
      </div>
    </form>
  );
}

type Topic = Board["topics"]["edges"][number]["node"];
type TopicsProps = { topics: Topic[]; chosen: Signal<string[]>; error: string | undefined };

/** Those that wait to be chosen are asked about unless said otherwise. */
function Topics({ topics, chosen, error }: TopicsProps) {
  const set = (id: string, is: boolean) => {
    const ids = is ? [...chosen.value, id] : chosen.value.filter((one) => one !== id);
    chosen.value = topics.flatMap((topic) => (ids.includes(topic.id) ? topic.id : []));
  };
  return (
    <fieldset class="which-topics">
      <legend>{pollWords.value.make.topics}</legend>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {topics.map(({ id, title }) => (
        <Check key={id} text={title} is={chosen.value.includes(id)} set={(is) => set(id, is)} />
      ))}
    </fieldset>
  );
}

/** A line an option. Dates are said as the form asks: year-month-day hour:minute, where one is. */
function optionsOf(kind: string, lines: string) {
  const texts = kind === "CONSENT" ? [] : lines.split("\n").flatMap((line) => line.trim() || []);
  return texts.map((label) => {
    if (kind === "DOTS") return withCost(label);
    if (kind !== "DATES") return { label };
    const at = new Date(label.replace(" ", "T"));
    if (Number.isNaN(at.getTime()))
      throw new Refusal("INVALID", pollWords.value.make.badDate(label), "options");
    return { at: at.toISOString() };
  });
}

/** "Ławki w parku | 12 000": what it is called, and after the line what it costs, if that is said. */
function withCost(line: string) {
  const [, label, cost] = line.match(/^(.*?)\s*\|\s*([\d\s]+)$/) ?? [];
  return label && cost ? { label, cost: Number(cost.replace(/\s/g, "")) } : { label: line };
}
