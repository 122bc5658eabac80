import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Field } from "../parts/field";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { When } from "../parts/when";
import { pollWords } from "../words/polls";
import type { Poll, Vote } from "./poll-data";
import { MarkOptions, type Marks } from "./poll-marks";
import { Ranking } from "./poll-rank";

const CastBallot = graphql(`
  mutation CastBallot($input: CastBallotInput!) { castBallot(input: $input) { poll { id } } }
`);

type Props = { poll: Poll; changed: () => Promise<void> };

/** The viewer's places in the vote: what was cast, or the form to cast it. */
export function OwnBallot({ poll, changed }: Props) {
  const w = pollWords.value.ballot;
  const chosen = useSignal(0);
  const cast = useSignal("");
  const votes = poll.viewerVotes;
  const vote = votes[chosen.value] ?? votes[0];
  if (!vote) return null;
  return (
    <section class="part own-ballot" aria-labelledby="own-ballot">
      <h2 id="own-ballot">{poll.isByPerson ? w.titlePerson : w.title}</h2>
      {votes.length > 1 && (
        <Field label={w.city}>
          {(tied) => (
            <select
              {...tied}
              value={chosen.value}
              onChange={(event) => {
                chosen.value = Number(event.currentTarget.value);
              }}
            >
              {votes.map((one, place) => (
                <option key={one.seat.id} value={place}>
                  {one.seat.city.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <p class="receipt" role="status">
        {cast.value === vote.seat.id && w.receipt}
      </p>
      <OneBallot
        key={vote.seat.id}
        poll={poll}
        vote={vote}
        changed={async () => {
          await changed();
          cast.value = vote.seat.id;
        }}
      />
    </section>
  );
}

function OneBallot({ poll, vote, changed }: Props & { vote: Vote }) {
  const w = pollWords.value;
  const changing = useSignal(false);
  const mayCast = poll.viewerCan.cast;
  const city = vote.seat.city.name;
  if (vote.isCast && !changing.value) {
    return (
      <>
        <CastBallotText poll={poll} vote={vote} />
        {mayCast.allowed && poll.mayReplace && (
          <button
            type="button"
            class="outline"
            onClick={() => {
              changing.value = true;
            }}
          >
            {w.ballot.change}
          </button>
        )}
      </>
    );
  }
  if (!mayCast.allowed) return <p class="refused">{mayCast.reason}</p>;
  const opines = poll.kind === "CONSENT" && vote.kind === "OBSERVER";
  const label = vote.isCast ? w.ballot.replace(city) : opines ? w.ballot.opine(city) : w.ballot.cast(city);
  return (
    <BallotForm
      poll={poll}
      vote={vote}
      label={label}
      changed={async () => {
        await changed();
        changing.value = false;
      }}
      {...(vote.isCast && {
        keep: () => {
          changing.value = false;
        },
      })}
    />
  );
}

function CastBallotText({ poll, vote }: { poll: Poll; vote: Vote }) {
  const w = pollWords.value.ballot;
  const city = vote.seat.city.name;
  const { ballot } = vote;
  if (!ballot) return <p class="cast-ballot">{w.secretCast(city)}</p>;
  const last = ballot.history.at(-1);
  return (
    <div class="cast-ballot">
      <p>
        {w.is(city)} <b>{ballot.words}</b>
      </p>
      {ballot.remark && <blockquote>{ballot.remark}</blockquote>}
      {last && (
        <p class="quiet">
          {last.person.name}, <When at={last.at} />
          {ballot.history.length > 1 && ` · ${w.replaced(ballot.history.length - 1)}`}
        </p>
      )}
      {poll.state === "OPEN" && poll.mayReplace && <p class="quiet">{w.mayReplace}</p>}
    </div>
  );
}

type FormProps = Props & { vote: Vote; label: string; keep?: () => void };

function BallotForm({ poll, vote, label, changed, keep }: FormProps) {
  const w = pollWords.value.ballot;
  const before = vote.ballot;
  const marks = useSignal<Marks>(
    Object.fromEntries(before?.marks.map(({ option, points }) => [option, points]) ?? []),
  );
  const ranks = useSignal<string[][]>(before?.ranks ?? []);
  const remark = useSignal(before?.remark ?? "");
  const { busy, run, errorOf, elsewhere } = useTrying();
  const isRanking = poll.kind === "RANKING";
  const input = () => ({
    pollId: poll.id,
    seatId: poll.viewerVotes.length > 1 ? vote.seat.id : null,
    marks: Object.entries(marks.value).map(([option, points]) => ({ option, points })),
    ranks: ranks.value,
    remark: remark.value,
  });
  const submit = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await ask(CastBallot, { input: input() });
      await changed();
    });
  };
  return (
    <form class="ballot" onSubmit={submit}>
      <fieldset>
        <legend class="unseen">{poll.question}</legend>
        {isRanking ? (
          <Ranking
            poll={poll}
            ranks={ranks.value}
            set={(order) => {
              ranks.value = order;
            }}
          />
        ) : (
          <MarkOptions
            poll={poll}
            kind={vote.kind}
            marks={marks.value}
            set={(said) => {
              marks.value = said;
            }}
          />
        )}
      </fieldset>
      <TextField
        label={remarkLabel(poll, marks.value)}
        value={remark.value}
        change={(text) => {
          remark.value = text;
        }}
        rows={3}
        error={errorOf("remark")}
      />
      {poll.isSecret && <p class="quiet">{w.boxHint}</p>}
      {elsewhere(["remark"]) && (
        <p class="error" role="alert">
          {elsewhere(["remark"])}
        </p>
      )}
      <div class="buttons">
        <button type="submit" disabled={busy.value}>
          {label}
        </button>
        {keep && (
          <button type="button" class="plain" onClick={keep}>
            {w.keep}
          </button>
        )}
        <span class="quiet">{poll.mayReplace ? w.mayReplace : w.final}</span>
      </div>
    </form>
  );
}

function remarkLabel(poll: Poll, marks: Marks): string {
  const w = pollWords.value.ballot;
  if (poll.isSecret) return w.box;
  if (poll.kind === "CONSENT" && marks.for_with_remarks) return w.remark;
  if (poll.kind === "CONSENT" && marks.against) return w.reason;
  return w.remarkOptional;
}
