import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { RemarkAnswer, RemarkFragment, Stance } from "../contract/graphql";
import { Form, Refused } from "../parts/form";
import { SeatChoice, seatToSend } from "../parts/seat-choice";
import { SelectField, TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { resultWords } from "../words/results";

graphql(`
  fragment Remark on Remark {
    id
    paragraph
    body
    isObjection
    author { id name }
    seat { id city { id name } }
    version { id number }
    answer
    reply
    askedBy { id number }
    stance
    viewerCan { answer { allowed } settle { allowed } }
  }
`);
const Add = graphql(
  `mutation AddRemark($input: AddRemarkInput!) { addRemark(input: $input) { remark { id } } }`,
);
const Answer = graphql(`
  mutation AnswerRemark($input: AnswerRemarkInput!) { answerRemark(input: $input) { remark { id } } }
`);
const Settle = graphql(`
  mutation SettleRemark($input: SettleRemarkInput!) { settleRemark(input: $input) { remark { id } } }
`);

/** What cities remarked, what the authors answered, and whether the new version meets it. */
export function Remarks({ remarks, changed }: { remarks: RemarkFragment[]; changed: () => Promise<void> }) {
  const w = resultWords.value;
  return (
    <section class="part" id="uwagi">
      <h2>{w.remarks}</h2>
      {remarks.length === 0 && <p class="quiet">{w.noRemarks}</p>}
      <ul class="rows">
        {remarks.map((remark) => (
          <Line key={remark.id} remark={remark} changed={changed} />
        ))}
      </ul>
    </section>
  );
}

function Line({ remark, changed }: { remark: RemarkFragment; changed: () => Promise<void> }) {
  const w = resultWords.value;
  const { busy, run, refusal } = useTrying();
  const settle = (stance: Stance) =>
    run(async (idempotencyKey) => {
      await ask(Settle, { input: { remarkId: remark.id, stance, idempotencyKey } });
      changed();
    });
  return (
    <li class="row">
      <p class="row-facts">
        <b>{remark.seat?.city.name ?? remark.author.name}</b>
        {remark.version && ` · ${w.version(remark.version.number)}`} ·{" "}
        {remark.paragraph ? w.paragraph(remark.paragraph) : w.whole}
        {remark.isObjection && ` · ${w.objection}`}
        {remark.stance && ` · ${w.stances[remark.stance]}`}
      </p>
      <p class="remark">{remark.body}</p>
      <p class={remark.answer ? "authors-answer" : "quiet"}>
        <b>{remark.answer ? w.answers[remark.answer] : w.awaits}</b>
        {remark.reply && `: ${remark.reply}`}
      </p>
      {remark.askedBy && !remark.stance && remark.viewerCan.settle.allowed && (
        <div class="asked">
          <p>{w.asked(remark.askedBy.number)}</p>
          <div class="buttons">
            <button type="button" disabled={busy.value} onClick={() => settle("WITHDRAWN")}>
              {w.withdraw}
            </button>
            <button type="button" class="outline" disabled={busy.value} onClick={() => settle("MAINTAINED")}>
              {w.maintain}
            </button>
          </div>
        </div>
      )}
      {!remark.answer && remark.viewerCan.answer.allowed && <Reply remark={remark} changed={changed} />}
      {refusal.value && <p role="alert">{refusal.value.message}</p>}
    </li>
  );
}

type Props = { changed: () => Promise<void> };

function Reply({ remark, changed }: Props & { remark: RemarkFragment }) {
  const w = resultWords.value;
  const answer = useSignal<RemarkAnswer>("ACCEPTED");
  const reply = useSignal("");
  const { busy, run, errorOf, elsewhere } = useTrying();
  const send = () =>
    run(async (idempotencyKey) => {
      const said = { remarkId: remark.id, answer: answer.value, reply: reply.value, idempotencyKey };
      await ask(Answer, { input: said });
      await changed();
    });
  const among = (["ACCEPTED", "IN_PART", "REJECTED"] as const).map((one) => [one, w.answers[one]] as const);
  return (
    <details class="more">
      <summary>{w.respond}</summary>
      <Form class="sheet low" submit={send}>
        <SelectField label={w.what} bound={answer} among={among} />
        <TextField label={w.reply} rows={3} bound={reply} error={errorOf("reply")} />
        <Refused text={elsewhere(["reply"])} />
        <button type="submit" disabled={busy.value}>
          {w.respond}
        </button>
      </Form>
    </details>
  );
}

/** What one remarks for one's city, on a paragraph or on the whole. */
export function RemarkForm(props: Props & { version: string; networkId: string; paragraphs: number }) {
  const w = resultWords.value;
  const body = useSignal("");
  const paragraph = useSignal("");
  const seat = useSignal<string | undefined>(undefined);
  const { busy, run, errorOf, elsewhere } = useTrying();
  const send = () =>
    run(async (idempotencyKey) => {
      const where = paragraph.value ? Number(paragraph.value) : null;
      const seatId = seatToSend(props.networkId, seat.value);
      const said = { versionId: props.version, body: body.value, paragraph: where, seatId, idempotencyKey };
      await ask(Add, { input: said });
      body.value = "";
      await props.changed();
    });
  const numbers = Array.from({ length: props.paragraphs }, (_, number) => number + 1);
  const among = [
    ["", w.whole],
    ...numbers.map((number) => [String(number), w.paragraph(number)] as const),
  ] as const;
  return (
    <section class="part remarking">
      <h2>{w.yourRemark}</h2>
      <Form class="sheet low" submit={send}>
        <SeatChoice networkId={props.networkId} chosen={seat.value} choose={(id) => (seat.value = id)} />
        <SelectField label={w.where} bound={paragraph} among={among} />
        <TextField label={w.remark} rows={4} bound={body} error={errorOf("body")} />
        <Refused text={elsewhere(["body"])} />
        <button type="submit" disabled={busy.value}>
          {w.send}
        </button>
      </Form>
    </section>
  );
}
