import "../look/results.css";
import "../look/polls.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { ResultKind, ResultWritingQuery } from "../contract/graphql";
import type { Draft } from "../drafts";
import { Attachables, AttachButton, useAttaching } from "../parts/attaching";
import { NetworkCrumbs } from "../parts/crumbs";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { SeatChoice, seatToSend } from "../parts/seat-choice";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { SelectField, TextField } from "../parts/text-field";
import { sendOnCtrlEnter } from "../parts/writing";
import { go, route } from "../router";
import { type Sending, sendingAt } from "../sending";
import { words } from "../words";
import { resultWords } from "../words/results";
import { useRefreshed } from "./refresh";
import { memberSeats, Several, threadsOf } from "./result-choosing";
import { Conflict } from "./result-conflict";
import { differing, textOf } from "./result-draft";

const ResultWriting = graphql(`
  query ResultWriting($slug: String!, $id: ID!, $topic: ID!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { writeResults { allowed reason } }
      seats(first: 100) { edges { node { id kind city { id name } } } }
      threads(first: 50) { edges { node { id title } } }
    }
    node(id: $topic) { __typename ... on Topic { id title } }
    result(id: $id) {
      id
      kind
      number
      cities { id }
      threads { id title }
      topics { id title }
      viewerCan { edit { allowed reason } correct { allowed reason } }
      versions(first: 1) {
        edges { node { id number title summary body changes revision issuedAt files { ...Attached } } }
      }
    }
  }
`);
const Start = graphql(`
  mutation StartResult($input: StartResultInput!) { startResult(input: $input) { result { id } } }
`);
const Edit = graphql(`
  mutation EditResult($input: EditResultInput!) { editResult(input: $input) { result { id } } }
`);
const Correct = graphql(`
  mutation CorrectResult($input: CorrectResultInput!) { correctResult(input: $input) { result { id } } }
`);

export type Mode = "start" | "edit" | "correct";
export type Network = NonNullable<ResultWritingQuery["network"]>;
export type Result = NonNullable<ResultWritingQuery["result"]>;
export type Named = { id: string; title: string };
type Held = { network: Network; result: Result | undefined; topics: Named[] };

const KINDS = ["RECOMMENDATION", "SOLUTION", "SCHEME", "PRACTICE", "RULES"] as const;
const FIELDS = ["title", "summary", "body", "changes", "reason", "seatIds", "threadIds"];

/** Where the text of a result is written: its first draft, the version to come, or what corrects an adopted one. */
export function ResultWritingPage({
  slug,
  resultId = "",
  mode,
}: {
  slug: string;
  resultId?: string;
  mode: Mode;
}) {
  const topic = new URLSearchParams(route.value.search).get("temat") ?? "";
  const page = useRefreshed<Held>(
    async () => {
      const { network, result, node } = await ask(ResultWriting, { slug, id: resultId, topic });
      const from = node?.__typename === "Topic" ? [node] : [];
      const isThere = network && (result || mode === "start");
      const topics = result?.topics ?? from;
      return { data: isThere ? { network, result: result ?? undefined, topics } : null, network };
    },
    () => false,
  );
  const held = page.data.value;
  if (!held) return <Awaited {...page} />;
  const w = resultWords.value;
  const { network, result } = held;
  const can = result
    ? result.viewerCan[mode === "correct" ? "correct" : "edit"]
    : network.viewerCan.writeResults;
  const trail: [string, string][] = [[`/sieci/${slug}/opracowania`, w.title]];
  const [last] = result?.versions.edges ?? [];
  if (result && last) trail.push([`/sieci/${slug}/opracowania/${result.id}`, last.node.title]);
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} further={trail} />}>
      <Heading title={w.writing[mode]} />
      <p class="lead">{w.writingLead[mode]}</p>
      {can.allowed ? <Writing {...held} mode={mode} /> : <p class="refused">{can.reason}</p>}
    </Reading>
  );
}

function Writing({ network, result, topics, mode }: Held & { mode: Mode }) {
  const w = resultWords.value;
  const sending = sendingAt(`${result?.id ?? network.id}.result.${mode}`);
  const saved = () => textOf(network, result, mode);
  const other = useSignal<Draft | undefined>(undefined);
  const isRestored = useSignal(Boolean(sending.draft.peek().isTouched));
  useEffect(() => {
    if (!sending.draft.peek().isTouched) sending.draft.value = saved();
  }, [sending]);
  const draft = sending.draft.value;
  const set = (part: Partial<Draft>) => sending.change({ ...part, isTouched: true });
  const refusal = sending.refusal.value;
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : undefined);
  const attaching = useAttaching({
    files: () => sending.draft.value.files ?? [],
    change: (files) => set({ files }),
    networkId: network.id,
  });
  sending.send = sender(network, result, topics, mode, (saved) => {
    other.value = saved;
    sending.change({ base: saved.base ?? "" });
  });
  const send = () => attaching.ready(() => sending.submit()) && sending.submit();
  const state = sending.state.value;
  const line = (field: "title" | "summary" | "changes" | "reason", rows?: number) => (
    <TextField
      label={w.fields[field]}
      hint={w.hints[field]}
      {...(rows && { rows })}
      value={draft[field] ?? ""}
      change={(text) => set({ [field]: text })}
      error={errorOf(field)}
    />
  );
  return (
    <Form
      {...attaching.handlers}
      class="sheet low result-writing"
      submit={send}
      onKeyDown={(event) => sendOnCtrlEnter(event, send)}
    >
      {isRestored.value && (
        <p class="have-come" role="status">
          <span>{w.restored}</span>
          <button
            type="button"
            class="plain"
            onClick={() => {
              sending.change({ ...saved(), isTouched: false });
              isRestored.value = false;
            }}
          >
            {w.startOver}
          </button>
        </p>
      )}
      {line("title")}
      {!result?.number && (
        <SelectField
          label={w.fields.kind}
          value={(draft.kind ?? "RECOMMENDATION") as ResultKind}
          change={(kind) => set({ kind })}
          among={KINDS.map((kind) => [kind, w.kinds[kind]] as const)}
        />
      )}
      {line("summary", 3)}
      <TextField
        label={w.fields.body}
        hint={words.value.composer.markdown}
        rows={18}
        value={draft.body}
        change={(body) => set({ body })}
        error={errorOf("body")}
      />
      <Attachables attaching={attaching} />
      <p>
        <AttachButton attaching={attaching} worded />
      </p>
      {(result?.number ?? 0) > 0 && line("changes", 3)}
      {mode === "correct" && line("reason")}
      {mode === "start" && (
        <SeatChoice networkId={network.id} chosen={draft.seatId} choose={(seatId) => set({ seatId })} />
      )}
      <Several
        legend={w.fields.cities}
        among={memberSeats(network)}
        chosen={draft.cities ?? []}
        choose={(cities) => set({ cities })}
        error={errorOf("seatIds")}
      />
      <Several
        legend={w.from}
        among={threadsOf(network, result)}
        chosen={draft.threads ?? []}
        choose={(threads) => set({ threads })}
        error={errorOf("threadIds")}
      />
      {topics.length > 0 && (
        <p class="quiet">
          {w.topics}: {topics.map((topic) => topic.title).join(", ")}
        </p>
      )}
      {other.value && (
        <Conflict
          own={draft}
          other={other.value}
          exchange={() => {
            const taken = other.value;
            other.value = draft;
            sending.change({ ...taken, isTouched: true });
          }}
        />
      )}
      <Refused text={refusal && !FIELDS.includes(refusal.field ?? "") ? refusal.message : undefined} />
      <div role="status">{state === "waiting" && <p class="waiting">{words.value.composer.waiting}</p>}</div>
      <div class="buttons">
        <button type="submit" disabled={state === "sending"}>
          {mode === "correct" ? w.sendCorrection : w.saveDraft}
        </button>
        <a class="button plain" href={pathOf(network, result?.id)}>
          {words.value.cancel}
        </a>
        <span class="quiet">{mode === "correct" ? w.correctionTold : w.draftTold}</span>
      </div>
    </Form>
  );
}

function sender(
  network: Network,
  result: Result | undefined,
  topics: Named[],
  mode: Mode,
  meet: (saved: Draft) => void,
): Sending["send"] {
  return async (draft) => {
    const kind = (draft.kind ?? "RECOMMENDATION") as ResultKind;
    const input = {
      ...{ title: (draft.title ?? "").trim(), body: draft.body, kind, idempotencyKey: draft.key },
      ...{ summary: draft.summary ?? "", changes: draft.changes ?? "" },
      ...{ seatIds: draft.cities ?? [], threadIds: draft.threads ?? [] },
      topicIds: topics.map((topic) => topic.id),
      fileIds: (draft.files ?? []).map((file) => file.id),
    };
    const { path } = route.peek();
    let id = result?.id ?? "";
    if (!result) {
      const seatId = seatToSend(network.id, draft.seatId);
      id = (await ask(Start, { input: { ...input, networkId: network.id, seatId } })).startResult.result.id;
    } else if (mode === "edit") {
      await ask(Edit, { input: { ...input, resultId: id, base: draft.base ?? null } }).catch(
        async (error) => {
          const saved = refusalOf(error).code === "CONFLICT" && (await savedNow(network, id));
          if (!saved || saved.base === draft.base) throw error;
          if (differing(saved, draft).length === 0) return;
          meet(saved);
          throw new Refusal("NOT_ALLOWED", refusalOf(error).message);
        },
      );
    } else await ask(Correct, { input: { ...input, resultId: id, reason: draft.reason ?? "" } });
    if (/\/(nowe-opracowanie|pisanie|sprostowanie)$/.test(path)) go(pathOf(network, id), true);
  };
}

/** The draft as it is by now, whoever saved it. */
async function savedNow({ slug }: Network, id: string): Promise<Draft | undefined> {
  const { network, result } = await ask(ResultWriting, { slug, id, topic: "" });
  return network && result ? textOf(network, result, "edit") : undefined;
}

const pathOf = (network: Network, id?: string) => `/sieci/${network.slug}/opracowania${id ? `/${id}` : ""}`;
