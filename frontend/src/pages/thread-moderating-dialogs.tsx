import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { BoardsToMoveToQuery } from "../contract/graphql";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { words } from "../words";
import { moderatingWords } from "../words/moderating";
import type { Held } from "./thread-loading";

const CloseThread = graphql(`
  mutation CloseThread($input: ModerateThreadInput!) { closeThread(input: $input) { thread { id } } }
`);

const MoveThread = graphql(`
  mutation MoveThread($input: MoveThreadInput!) { moveThread(input: $input) { thread { id } } }
`);

const SetThreadAudience = graphql(`
  mutation SetThreadAudience($input: SetThreadAudienceInput!) {
    setThreadAudience(input: $input) { thread { id } }
  }
`);

const BoardsToMoveTo = graphql(`
  query BoardsToMoveTo($slug: String!) {
    network(slug: $slug) { id boards(first: 100) { edges { node { id title audience } } } }
  }
`);

type Audience = Held["thread"]["audience"];
type Board = NonNullable<BoardsToMoveToQuery["network"]>["boards"]["edges"][number]["node"];
type Done = (changed: boolean) => void;
type Key = { threadId: string; reason: string | null; idempotencyKey: string };

export function CloseDialog({ threadId, done }: { threadId: string; done: Done }) {
  const w = moderatingWords.value;
  return (
    <Dialog
      title={w.closeTitle}
      confirm={w.closeConfirm}
      threadId={threadId}
      done={done}
      act={(input) => ask(CloseThread, { input })}
    >
      <p>{w.closeText}</p>
    </Dialog>
  );
}

export function MoveDialog({ held: { network, thread }, done }: { held: Held; done: Done }) {
  const w = moderatingWords.value;
  const boards = useSignal<Board[]>([]);
  const chosen = useSignal("");
  useEffect(() => {
    ask(BoardsToMoveTo, { slug: network.slug })
      .then((answer) => {
        const all = answer.network?.boards.edges.map((edge) => edge.node) ?? [];
        boards.value = all.filter((board) => board.id !== thread.board?.id);
      })
      .catch(() => {});
  }, [boards, network.slug, thread.board?.id]);
  const board = boards.value.find((one) => one.id === chosen.value);
  return (
    <Dialog
      title={w.moveTitle}
      confirm={w.moveConfirm}
      threadId={thread.id}
      done={done}
      ready={chosen.value !== ""}
      act={(input) => ask(MoveThread, { input: { ...input, boardId: chosen.value } })}
    >
      <p>{w.moveText}</p>
      <Field label={w.board}>
        {(tied) => (
          <select
            {...tied}
            value={chosen.value}
            required
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            <option value="">{w.chooseBoard}</option>
            {boards.value.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Consequence from={thread.audience} to={board?.audience} />
    </Dialog>
  );
}

export function AudienceDialog({ held: { thread }, done }: { held: Held; done: Done }) {
  const w = moderatingWords.value;
  const audience = useSignal<Audience>(thread.audience);
  const among: [Audience, string][] = (["MEMBERS", "OPEN", "ALL"] as const).map((one) => [
    one,
    w.readers[one],
  ]);
  return (
    <Dialog
      title={w.audienceTitle}
      confirm={w.confirm}
      threadId={thread.id}
      done={done}
      act={(input) => ask(SetThreadAudience, { input: { ...input, audience: audience.value } })}
    >
      <Choice
        name={w.audienceTitle}
        chosen={audience.value}
        among={among}
        choose={(one) => {
          audience.value = one;
        }}
      />
      <Consequence from={thread.audience} to={audience.value} />
    </Dialog>
  );
}

/** Who will see what is said before it is done. */
function Consequence({ from, to }: { from: Audience; to: Audience | undefined }) {
  const w = moderatingWords.value;
  const text =
    to === undefined || (from === "MEMBERS") === (to === "MEMBERS")
      ? ""
      : to === "MEMBERS"
        ? w.toClosed
        : w.toOpen;
  return (
    <p class="consequence" role="status">
      {text}
    </p>
  );
}

function Dialog(props: {
  title: string;
  confirm: string;
  threadId: string;
  done: Done;
  ready?: boolean;
  act: (input: Key) => Promise<unknown>;
  children: ComponentChildren;
}) {
  const { title, confirm, threadId, done, ready = true, act, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const key = useRef(crypto.randomUUID());
  const reason = useSignal("");
  const busy = useSignal(false);
  const refusal = useSignal<Refusal | undefined>(undefined);
  useEffect(() => dialog.current?.showModal(), []);

  const submit = async () => {
    if (busy.value || !ready) return;
    busy.value = true;
    try {
      await act({ threadId, reason: reason.value.trim() || null, idempotencyKey: key.current });
      done(true);
    } catch (error) {
      refusal.value = refusalOf(error);
      if (!refusal.value.passing) key.current = crypto.randomUUID();
      busy.value = false;
    }
  };

  return (
    <dialog ref={dialog} aria-labelledby="moderating-title" onClose={() => done(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id="moderating-title">{title}</h2>
        {children}
        <Field label={moderatingWords.value.reason} error={refusal.value?.message}>
          {(tied) => (
            <input
              {...tied}
              maxLength={500}
              value={reason.value}
              onInput={(event) => {
                reason.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <div class="buttons">
          <button type="submit" disabled={busy.value || !ready}>
            {confirm}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.value.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
