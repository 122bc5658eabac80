import "../look/polls.css";
import { CalendarPlus } from "lucide";
import { day, exact } from "../dates";
import { NetworkCrumbs } from "../parts/crumbs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { pollWords } from "../words/polls";
import { OwnBallot } from "./poll-ballot";
import { type Held, loadPoll, moment, type Poll } from "./poll-data";
import { Holding } from "./poll-holding";
import { PollRules } from "./poll-margin";
import { NamedBallots } from "./poll-named";
import { Result } from "./poll-result";
import { useRefreshed } from "./refresh";

const CONCERNS = new Set([
  "PollOpened",
  "PollChanged",
  "PollClosed",
  "BallotCast",
  "NoticeAdded",
  "NetworkChanged",
]);

/** A vote: the question, the viewer's ballot, and how it goes as far as they may know. */
export function PollPage({ slug, pollId }: { slug: string; pollId: string }) {
  const { data, refusal, reload } = useRefreshed<Held>(
    () => loadPoll(slug, pollId),
    (event) => CONCERNS.has(event.__typename),
  );
  const held = data.value;
  if (!held) return <Awaited {...{ data, refusal, reload }} />;
  const { network, poll } = held;
  const w = pollWords.value;
  const path = `/sieci/${slug}/glosowania`;
  return (
    <Reading
      hue={network.hue}
      crumbs={<NetworkCrumbs network={network} further={[[path, w.title]]} />}
      asideName={w.rules.title}
      aside={<PollRules poll={poll} />}
    >
      <Heading title={poll.question} />
      <p class="facts">
        <PollTime poll={poll} /> · {manner(poll)}
      </p>
      {(poll.state !== "CLOSED" || (poll.kind === "DATES" && poll.resultsVisible)) && (
        <p>
          <a class="button plain flush" href={`/polls/${poll.id}.ics`} download>
            <Icon shape={CalendarPlus} />
            {w.toCalendar[poll.state === "CLOSED" ? "date" : "end"]}
          </a>
        </p>
      )}
      {poll.description && <p class="lead">{poll.description}</p>}
      {poll.thread && (
        <p class="quiet">
          {w.rules.about}: <a href={`/sieci/${slug}/rozmowy/${poll.thread.id}`}>{poll.thread.title}</a>
        </p>
      )}
      {poll.version?.result && (
        <p class="quiet">
          {w.rules.aboutResult}:{" "}
          <a href={`/sieci/${slug}/opracowania/${poll.version.result.id}`}>{poll.version.result.title}</a>
        </p>
      )}
      {poll.board && (
        <p class="quiet">
          {w.rules.topics}: <a href={`/sieci/${slug}/dzialy/${poll.board.id}/tematy`}>{poll.board.title}</a>
        </p>
      )}
      {poll.board && poll.arrangedAt && (
        <p>{w.hold.orderDone(poll.board.title, day(new Date(poll.arrangedAt)))}</p>
      )}
      {poll.outcome && (
        <section class="outcome" aria-label={w.hold.outcome}>
          <h2>{w.hold.outcome}</h2>
          <p>{poll.outcome}</p>
          {poll.reviewAt && <p class="quiet">{w.hold.reviewOn(day(new Date(poll.reviewAt)))}</p>}
        </section>
      )}
      {poll.state !== "DRAFT" && <OwnBallot poll={poll} changed={reload} />}
      <Result poll={poll} />
      {poll.secretRemarks.length > 0 && (
        <section class="part" aria-labelledby="secret-remarks">
          <h2 id="secret-remarks">{w.result.box}</h2>
          <p class="quiet">{w.result.boxHint}</p>
          <ul class="box">
            {poll.secretRemarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </section>
      )}
      {poll.ballots.length > 0 && (
        <details class="part" open={poll.state === "CLOSED"}>
          <summary>{w.result.ballots}</summary>
          <NamedBallots poll={poll} />
        </details>
      )}
      {poll.state === "CLOSED" && (
        <p>
          <a href={`${path}/${poll.id}/protokol`}>{w.protocol.link}</a>
        </p>
      )}
      <Holding poll={poll} slug={slug} changed={reload} />
    </Reading>
  );
}

/** Whose the ballots are, and whether they have names. */
export function manner(poll: Pick<Poll, "importedFrom" | "isByPerson" | "isSecret">): string {
  const w = pollWords.value;
  if (poll.importedFrom) return w.importedFrom(poll.importedFrom);
  return `${poll.isByPerson ? w.eachPerson : w.oneVote} · ${poll.isSecret ? w.secret : w.named}`;
}

type Times = Pick<Poll, "state" | "opensAt" | "closesAt" | "closedAt">;

/** Until when, or since when not any more; exactly on hover and to screen readers. */
export function PollTime({ poll }: { poll: Times }) {
  const w = pollWords.value;
  if (poll.state === "DRAFT" && poll.opensAt)
    return <time dateTime={poll.opensAt}>{w.opensOn(day(new Date(poll.opensAt)))}</time>;
  const at = poll.closedAt ?? poll.closesAt;
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date)}>
      {poll.closedAt ? w.closedOn(day(date)) : w.openUntil(moment(at))}
    </time>
  );
}
