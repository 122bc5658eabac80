import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Field } from "../parts/field";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { When } from "../parts/when";
import { route } from "../router";
import { pollWords } from "../words/polls";
import type { Poll, Vote } from "./poll-data";
import { inputOf, SayingFields, useSaying } from "./poll-saying";

const CastBallot = graphql(`
  mutation CastBallot($input: CastBallotInput!) { castBallot(input: $input) { poll { id } } }
`);

const PrepareBallot = graphql(`
  mutation PrepareBallot($input: PrepareBallotInput!) { prepareBallot(input: $input) { poll { id } } }
`);
const DiscardPrepared = graphql(`
  mutation DiscardPrepared($input: DiscardPreparedBallotInput!) {
    discardPreparedBallot(input: $input) { poll { id } }
  }
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
        {cast.value === vote.seat.id && (vote.prepared ? w.isPrepared : vote.isCast && w.receipt)}
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
  if (vote.isCast && !changing.value && !vote.prepared) {
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
      key={vote.prepared?.at}
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
          {last.isPaper && `${w.paper}, `}
          {last.person.name}, <When at={last.at} />
          {last.approvedBy && ` · ${w.approved(last.approvedBy)}`}
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
  const { prepared } = vote;
  const saying = useSaying(prepared ?? vote.ballot);
  const approvedBy = useSignal(prepared?.approvedBy ?? "");
  const { busy, run, errorOf, elsewhere } = useTrying();
  const whose = { pollId: poll.id, seatId: poll.viewerVotes.length > 1 ? vote.seat.id : null };
  const act = (doing: () => Promise<unknown>) =>
    run(async () => {
      await doing();
      await changed();
    });
  const cast = (event: Event) => {
    event.preventDefault();
    act(() => ask(CastBallot, { input: { ...whose, ...inputOf(saying) } }));
  };
  const prepare = () =>
    act(() => ask(PrepareBallot, { input: { ...whose, ...inputOf(saying), approvedBy: approvedBy.value } }));
  return (
    <form class="ballot" onSubmit={cast}>
      {prepared && (
        <PreparedText prepared={prepared} discard={() => act(() => ask(DiscardPrepared, { input: whose }))} />
      )}
      <SayingFields poll={poll} kind={vote.kind} saying={saying} errorOf={errorOf} />
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
      {poll.viewerCan.prepare.allowed && !poll.isByPerson && (
        <details class="preparing">
          <summary>{w.prepare}</summary>
          <div class="sheet">
            <p class="quiet">{w.prepareHint}</p>
            <p>
              <a href={`${route.value.path}/karta`}>{w.sheet}</a>
            </p>
            <TextField label={w.approvedBy} hint={w.approvedByHint} bound={approvedBy} />
            <button type="button" class="outline" disabled={busy.value} onClick={prepare}>
              {w.prepareDo}
            </button>
          </div>
        </details>
      )}
    </form>
  );
}

type Prepared = NonNullable<Vote["prepared"]>;

/** What a colleague has left to be cast; the form below says just that until it is changed. */
function PreparedText({ prepared, discard }: { prepared: Prepared; discard: () => void }) {
  const w = pollWords.value.ballot;
  return (
    <div class="cast-ballot prepared">
      <p>
        {w.prepared} <b>{prepared.words}</b>
      </p>
      {prepared.remark && <blockquote>{prepared.remark}</blockquote>}
      <p class="quiet">
        {w.preparedBy(prepared.person.name)}, <When at={prepared.at} />
        {prepared.approvedBy && ` · ${w.approved(prepared.approvedBy)}`}
      </p>
      <button type="button" class="plain flush" onClick={discard}>
        {w.discard}
      </button>
    </div>
  );
}
