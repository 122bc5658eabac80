import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { BoardsToMoveToQuery } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { Choice } from "../parts/choice";
import { SelectField } from "../parts/text-field";
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
      text={w.closeText}
      act={(input) => ask(CloseThread, { input })}
    />
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
      text={w.moveText}
      confirm={w.moveConfirm}
      threadId={thread.id}
      done={done}
      ready={chosen.value !== ""}
      act={(input) => ask(MoveThread, { input: { ...input, boardId: chosen.value } })}
    >
      <SelectField
        label={w.board}
        bound={chosen}
        among={[["", w.chooseBoard], ...boards.value.map(({ id, title }) => [id, title] as const)]}
      />
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
  text?: string;
  confirm: string;
  threadId: string;
  done: Done;
  ready?: boolean;
  act: (input: Key) => Promise<unknown>;
  children?: ComponentChildren;
}) {
  const { threadId, done, act, ...asked } = props;
  return (
    <AskingDialog
      {...asked}
      reason={moderatingWords.value.reason}
      act={(idempotencyKey, reason) => act({ threadId, reason: reason || null, idempotencyKey })}
      done={() => done(true)}
      close={() => done(false)}
    />
  );
}
