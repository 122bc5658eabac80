import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { SelectField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { pollWords } from "../words/polls";
import type { Poll } from "./poll-data";
import { inputOf, SayingFields, useSaying } from "./poll-saying";

const EnterPaper = graphql(`
  mutation EnterPaper($input: EnterPaperBallotInput!) { enterPaperBallot(input: $input) { poll { id } } }
`);

type Props = { poll: Poll; changed: () => Promise<void> };

/** Ballots that cities have handed in on paper, entered one after another by who moderates. */
export function Paper({ poll, changed }: Props) {
  const w = pollWords.value.hold;
  const entered = useSignal("");
  const round = useSignal(0);
  return (
    <details class="paper-entry">
      <summary>{w.paper}</summary>
      <p class="quiet">{w.paperHint}</p>
      <p role="status">{entered.value && w.paperDone(entered.value)}</p>
      <PaperForm
        key={round.value}
        poll={poll}
        done={async (city) => {
          await changed();
          entered.value = city;
          round.value += 1;
        }}
      />
    </details>
  );
}

function PaperForm({ poll, done }: { poll: Poll; done: (city: string) => Promise<void> }) {
  const w = pollWords.value.hold;
  const saying = useSaying(undefined);
  const chosen = useSignal("");
  const { busy, run, errorOf, elsewhere } = useTrying();
  const elector = poll.electors.find((one) => one.seat.id === chosen.value);
  const enter = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await ask(EnterPaper, { input: { pollId: poll.id, seatId: chosen.value, ...inputOf(saying) } });
      await done(elector?.seat.city.name ?? "");
    });
  };
  return (
    <form class="ballot" onSubmit={enter}>
      <SelectField
        label={w.paperCity}
        error={errorOf("seatId")}
        bound={chosen}
        among={[["", w.paperChoose], ...poll.electors.map(({ seat }) => [seat.id, seat.city.name] as const)]}
      />
      <SayingFields poll={poll} kind={elector?.kind ?? "MEMBER"} saying={saying} errorOf={errorOf} />
      {elsewhere(["remark", "seatId"]) && (
        <p class="error" role="alert">
          {elsewhere(["remark", "seatId"])}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="outline" disabled={busy.value}>
          {w.paperDo}
        </button>
      </div>
    </form>
  );
}
