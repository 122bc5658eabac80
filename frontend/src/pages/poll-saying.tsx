import { type Signal, useSignal } from "@preact/signals";
import { TextField } from "../parts/text-field";
import { pollWords } from "../words/polls";
import type { Poll } from "./poll-data";
import { MarkOptions, type Marks } from "./poll-marks";
import { Ranking } from "./poll-rank";

type Said = { marks: { option: string; points: number }[]; ranks: string[][]; remark: string };

/** What a ballot is about to say. */
export type Saying = { marks: Signal<Marks>; ranks: Signal<string[][]>; remark: Signal<string> };

export function useSaying(before: Said | null | undefined): Saying {
  const marks = useSignal<Marks>(
    Object.fromEntries(before?.marks.map(({ option, points }) => [option, points]) ?? []),
  );
  return { marks, ranks: useSignal(before?.ranks ?? []), remark: useSignal(before?.remark ?? "") };
}

export function inputOf({ marks, ranks, remark }: Saying): Said {
  return {
    marks: Object.entries(marks.value).map(([option, points]) => ({ option, points })),
    ranks: ranks.value,
    remark: remark.value,
  };
}

type Props = {
  poll: Poll;
  kind: "MEMBER" | "OBSERVER";
  saying: Saying;
  errorOf: (field: string) => string | undefined;
};

/** The fields of a ballot: of the city itself, prepared for a colleague, or entered from paper. */
export function SayingFields({ poll, kind, saying, errorOf }: Props) {
  const { marks, ranks, remark } = saying;
  return (
    <>
      <fieldset>
        <legend class="unseen">{poll.question}</legend>
        {poll.kind === "RANKING" ? (
          <Ranking poll={poll} ranks={ranks.value} set={(order) => (ranks.value = order)} />
        ) : (
          <MarkOptions poll={poll} kind={kind} marks={marks.value} set={(said) => (marks.value = said)} />
        )}
      </fieldset>
      <TextField label={remarkLabel(poll, marks.value)} bound={remark} rows={3} error={errorOf("remark")} />
      {poll.isSecret && <p class="quiet">{pollWords.value.ballot.boxHint}</p>}
    </>
  );
}

function remarkLabel(poll: Poll, marks: Marks): string {
  const w = pollWords.value.ballot;
  if (poll.isSecret) return w.box;
  if (poll.kind === "CONSENT" && marks.for_with_remarks) return w.remark;
  if (poll.kind === "CONSENT" && marks.against) return w.reason;
  return w.remarkOptional;
}
