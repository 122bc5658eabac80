import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { StartPageQuery } from "../contract/graphql";
import { Attachables, AttachButton, useAttaching } from "../parts/attaching";
import { Crumbs } from "../parts/crumbs";
import { Field } from "../parts/field";
import { Form } from "../parts/form";
import { Heading } from "../parts/heading";
import { useMentioning } from "../parts/mentioning";
import { SeatChoice, seatToSend } from "../parts/seat-choice";
import { Reading } from "../parts/shell";
import { Awaited, Notice } from "../parts/states";
import { bodyError, sendOnCtrlEnter, titleError } from "../parts/writing";
import { go, route } from "../router";
import { type Sending, sendingAt } from "../sending";
import { useSnapshot } from "../snapshot";
import { named, words } from "../words";
import { discussionWords } from "../words/discussion";

const StartPageDocument = graphql(`
  query StartPage($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      memberCityCount
      observerCityCount
      threads(first: 6) { edges { node { id title board { title } } } }
      boards(first: 100) { edges { node { id title audience viewerCan { startThread { allowed reason } announce { allowed } } } } }
    }
  }
`);

const StartThread = graphql(`
  mutation StartThread($input: StartThreadInput!) {
    startThread(input: $input) { thread { id } }
  }
`);

const Announce = graphql(`
  mutation Announce($input: StartThreadInput!) {
    announce(input: $input) { thread { id } }
  }
`);

type Network = NonNullable<StartPageQuery["network"]>;
type Board = Network["boards"]["edges"][number]["node"];

export function StartPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useSnapshot<Network>(
    async () => {
      const { network } = await ask(StartPageDocument, { slug });
      return { data: network ?? null, network };
    },
    (held) => held,
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const all = network.boards.edges.map((edge) => edge.node);
  const boards = all.filter((board) => board.viewerCan.startThread.allowed);
  const w = words.value.start;
  return (
    <Reading
      hue={network.hue}
      crumbs={<Crumbs trail={[[`/sieci/${slug}`, named(network)]]} />}
      asideName={w.beforeYouAsk}
      aside={boards.length > 0 && <AskedBefore network={network} />}
    >
      {boards.length === 0 ? (
        <Notice title={w.title} text={all[0]?.viewerCan.startThread.reason ?? w.nowhere}>
          <a class="button" href={`/sieci/${slug}`}>
            {w.back}
          </a>
        </Notice>
      ) : (
        <>
          <Heading title={w.title} />
          <StartForm network={network} boards={boards} />
        </>
      )}
    </Reading>
  );
}

/** Perhaps the answer is there already. */
function AskedBefore({ network }: { network: Network }) {
  const w = words.value.start;
  const threads = network.threads.edges.map((edge) => edge.node);
  if (threads.length === 0) return null;
  return (
    <section class="note">
      <h2>{w.beforeYouAsk}</h2>
      <ul class="links">
        {threads.map((thread) => (
          <li key={thread.id}>
            <a href={`/sieci/${network.slug}/rozmowy/${thread.id}`}>{thread.title}</a>
            {thread.board && <small>{thread.board.title}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function StartForm({ network, boards }: { network: Network; boards: Board[] }) {
  const w = words.value;
  const d = discussionWords.value;
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const sending = sendingAt(`${network.id}.start`);
  const draft = sending.draft.value;
  const state = sending.state.value;
  const search = new URLSearchParams(route.value.search);
  const asked = search.get("dzial");
  const board =
    boards.find((one) => one.id === (draft.boardId ?? asked)) ??
    (boards.length === 1 ? boards[0] : undefined);
  const refusal = sending.refusal.value;
  const errors = {
    board: tried.value && !board ? w.start.chooseBoard : undefined,
    title:
      (tried.value && titleError(draft.title ?? "")) ||
      (refusal?.field === "title" ? refusal.message : undefined),
    body: (tried.value && bodyError(draft.body)) || (refusal?.field === "body" ? refusal.message : undefined),
  };
  const attaching = useAttaching({
    files: () => sending.draft.value.files ?? [],
    change: (files) => sending.change({ files }),
    networkId: network.id,
  });
  const mentioning = useMentioning(board?.id, area, (body) => sending.change({ body }));
  const elsewhere =
    refusal && !["title", "body", "feedbackBy"].includes(refusal.field ?? "") ? refusal.message : undefined;

  sending.send = sender(network, sending, search.get("temat"));
  const send = () => {
    tried.value = Boolean(!board || titleError(draft.title ?? "") || bodyError(draft.body));
    if (!tried.value && board) {
      sending.change({ boardId: board.id });
      if (attaching.ready(() => sending.submit())) sending.submit();
      return;
    }
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };

  return (
    <Form
      ref={form}
      {...attaching.handlers}
      class="sheet"
      submit={send}
      onKeyDown={(event) => sendOnCtrlEnter(event, send)}
    >
      <Field
        label={w.start.board}
        error={errors.board}
        hint={
          board && (
            <span class="readers">
              {w.whoReads(board.audience, network.memberCityCount, network.observerCityCount)} ·{" "}
              {w.audience[board.audience]}
            </span>
          )
        }
      >
        {(tied) => (
          <select
            {...tied}
            value={board?.id ?? ""}
            onChange={(event) => sending.change({ boardId: event.currentTarget.value || undefined })}
          >
            {!board && <option value="">{w.start.chooseBoard}</option>}
            {boards.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <SeatChoice
        networkId={network.id}
        chosen={draft.seatId}
        choose={(seatId) => sending.change({ seatId })}
      />
      <Field label={w.start.threadTitle} hint={w.start.titleHint} error={errors.title}>
        {(tied) => (
          <input
            {...tied}
            class="title-input"
            value={draft.title ?? ""}
            readOnly={state !== "writing"}
            onInput={(event) => sending.change({ title: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={w.start.body} hint={w.composer.markdown} error={errors.body}>
        {(tied) => (
          <textarea
            {...tied}
            ref={area}
            rows={9}
            value={draft.body}
            readOnly={state !== "writing"}
            onInput={(event) => {
              sending.change({ body: event.currentTarget.value });
              mentioning.look();
            }}
            onKeyDown={mentioning.key}
            onClick={mentioning.look}
            {...mentioning.tied}
          />
        )}
      </Field>
      {mentioning.list}
      <Attachables attaching={attaching} />
      <p>
        <AttachButton attaching={attaching} worded />
      </p>
      {board?.viewerCan.announce.allowed && (
        <div class="check">
          <input
            id="announces"
            type="checkbox"
            checked={draft.announces ?? false}
            onChange={(event) => sending.change({ announces: event.currentTarget.checked })}
          />
          <label for="announces">
            {d.announce}
            <small>{d.announceHint}</small>
          </label>
        </div>
      )}
      {!draft.announces && (
        <Field
          label={d.askForRemarks}
          hint={d.askHint}
          error={refusal?.field === "feedbackBy" ? refusal.message : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              type="date"
              value={draft.feedbackBy ?? ""}
              readOnly={state !== "writing"}
              onInput={(event) => sending.change({ feedbackBy: event.currentTarget.value || undefined })}
            />
          )}
        </Field>
      )}
      {elsewhere && (
        <p class="error" role="alert">
          {elsewhere}
        </p>
      )}
      <div role="status">
        {state === "waiting" && (
          <p class="waiting">
            <span>{w.composer.waiting}</span>
            <button type="button" class="plain small" onClick={() => sending.takeBack()}>
              {w.composer.change}
            </button>
          </p>
        )}
      </div>
      <div class="buttons">
        <button type="submit" disabled={state === "sending"}>
          {state === "sending" ? w.composer.sending : w.start.submit}
        </button>
        <a class="button plain" href={`/sieci/${network.slug}`}>
          {w.cancel}
        </a>
      </div>
    </Form>
  );
}

function sender(network: Network, sending: Sending, topicId: string | null): Sending["send"] {
  return async (draft) => {
    const input = {
      ...{ boardId: draft.boardId ?? "", title: (draft.title ?? "").trim(), body: draft.body },
      ...{ feedbackBy: draft.feedbackBy ?? null, topicId },
      ...{ seatId: seatToSend(network.id, draft.seatId), idempotencyKey: draft.key },
      fileIds: (draft.files ?? []).map((file) => file.id),
    };
    const { thread } = draft.announces
      ? (await ask(Announce, { input: { ...input, feedbackBy: null, topicId: null } })).announce
      : (await ask(StartThread, { input })).startThread;
    const here = route.peek().path === `/sieci/${network.slug}/nowa-rozmowa`;
    if (here) go(`/sieci/${network.slug}/rozmowy/${thread.id}`, true);
    sending.refusal.value = undefined;
  };
}
