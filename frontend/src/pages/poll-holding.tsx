import { useSignal } from "@preact/signals";
import { Presentation } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import { Icon } from "../parts/icon";
import { Sure } from "../parts/sure";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go } from "../router";
import { pollWords } from "../words/polls";
import type { Poll } from "./poll-data";
import { Paper } from "./poll-paper";

const ClosePoll = graphql(`
  mutation ClosePoll($input: ClosePollInput!) { closePoll(input: $input) { poll { id } } }
`);
const ExtendPoll = graphql(`
  mutation ExtendPoll($input: ExtendPollInput!) { extendPoll(input: $input) { poll { id } } }
`);
const WithdrawPoll = graphql(`
  mutation WithdrawPoll($input: WithdrawPollInput!) { withdrawPoll(input: $input) { pollId } }
`);
const StateOutcome = graphql(`
  mutation StateOutcome($input: StateOutcomeInput!) { stateOutcome(input: $input) { poll { id } } }
`);

const WriteOrderBack = graphql(`
  mutation WriteOrderBack($input: WriteOrderBackInput!) { writeOrderBack(input: $input) { poll { id } } }
`);

type Props = { poll: Poll; slug: string; changed: () => Promise<void> };

/** What those who moderate do with a vote: end it, let it run longer, say what follows. */
export function Holding({ poll, slug, changed }: Props) {
  const { close, withdraw, stateOutcome, enterPaper, writeBack } = poll.viewerCan;
  if (!close.allowed && !withdraw.allowed && !stateOutcome.allowed) return null;
  return (
    <section class="part holding" aria-labelledby="holding">
      <h2 id="holding">{pollWords.value.hold.title}</h2>
      {poll.state !== "DRAFT" && (
        <p>
          <a class="button plain flush" href={`/sieci/${slug}/glosowania/${poll.id}/ekran`}>
            <Icon shape={Presentation} />
            {pollWords.value.hold.screen}
          </a>
        </p>
      )}
      {enterPaper.allowed && <Paper poll={poll} changed={changed} />}
      {writeBack.allowed && poll.board && <Order poll={poll} board={poll.board.title} changed={changed} />}
      {close.allowed && <Ending poll={poll} changed={changed} />}
      {withdraw.allowed && <Withdrawing poll={poll} slug={slug} />}
      {stateOutcome.allowed && <Outcome poll={poll} changed={changed} />}
    </section>
  );
}

function Ending({ poll, changed }: Omit<Props, "slug">) {
  const w = pollWords.value.hold;
  const until = useSignal("");
  const { busy, run, refusal } = useTrying();
  const act = (doing: (key: string) => Promise<unknown>) =>
    run(async (key) => {
      await doing(key);
      await changed();
    });
  return (
    <>
      <form
        class="extending"
        onSubmit={(event) => {
          event.preventDefault();
          const closesAt = new Date(until.value).toISOString();
          act((idempotencyKey) => ask(ExtendPoll, { input: { pollId: poll.id, closesAt, idempotencyKey } }));
        }}
      >
        <TextField
          label={w.extend}
          error={refusal.value?.message}
          type="datetime-local"
          required
          bound={until}
        />
        <button type="submit" class="outline" disabled={busy.value}>
          {w.extendDo}
        </button>
      </form>
      <Sure
        label={w.close}
        name={w.close}
        question={w.closeSure}
        yes={w.closeYes}
        busy={busy.value}
        run={() => act((idempotencyKey) => ask(ClosePoll, { input: { pollId: poll.id, idempotencyKey } }))}
      />
    </>
  );
}

function Order({ poll, board, changed }: Omit<Props, "slug"> & { board: string }) {
  const w = pollWords.value.hold;
  const { busy, run, refusal } = useTrying();
  const write = () =>
    run(async (idempotencyKey) => {
      await ask(WriteOrderBack, { input: { pollId: poll.id, idempotencyKey } });
      await changed();
    });
  return (
    <>
      <Sure
        label={w.order(board)}
        name={w.order(board)}
        question={w.orderSure}
        yes={w.orderYes}
        busy={busy.value}
        run={write}
      />
      {refusal.value && (
        <p class="error" role="alert">
          {refusal.value.message}
        </p>
      )}
    </>
  );
}

function Withdrawing({ poll, slug }: Omit<Props, "changed">) {
  const w = pollWords.value.hold;
  const { busy, run } = useTrying();
  const withdraw = () =>
    run(async () => {
      await ask(WithdrawPoll, { input: { pollId: poll.id } });
      go(`/sieci/${slug}/glosowania`);
    });
  return (
    <Sure
      label={w.withdraw}
      name={w.withdraw}
      question={w.withdrawSure}
      yes={w.withdrawYes}
      busy={busy.value}
      run={withdraw}
    />
  );
}

function Outcome({ poll, changed }: Omit<Props, "slug">) {
  const w = pollWords.value.hold;
  const outcome = useSignal(poll.outcome);
  const review = useSignal(poll.reviewAt?.slice(0, 10) ?? "");
  const { busy, run, errorOf, elsewhere } = useTrying();
  const submit = (event: Event) => {
    event.preventDefault();
    const reviewAt = review.value ? new Date(`${review.value}T12:00`).toISOString() : null;
    run(async (idempotencyKey) => {
      await ask(StateOutcome, {
        input: { pollId: poll.id, outcome: outcome.value, reviewAt, idempotencyKey },
      });
      await changed();
    });
  };
  return (
    <form class="sheet" onSubmit={submit}>
      <TextField label={w.outcome} hint={w.outcomeHint} bound={outcome} rows={3} error={errorOf("outcome")} />
      <TextField label={w.review} error={elsewhere(["outcome"])} type="date" bound={review} />
      <button type="submit" disabled={busy.value}>
        {w.outcomeDo}
      </button>
    </form>
  );
}
