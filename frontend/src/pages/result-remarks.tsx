import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { RemarkAnswer, RemarkFragment, Stance } from "../contract/graphql";
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
export function Remarks({ remarks, changed }: { remarks: RemarkFragment[]; changed: () => void }) {
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

function Line({ remark, changed }: { remark: RemarkFragment; changed: () => void }) {
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
      <p>{remark.body}</p>
      <p>
        <b>{remark.answer ? w.answers[remark.answer] : w.awaits}</b>
        {remark.reply && `: ${remark.reply}`}
      </p>
      {remark.askedBy && !remark.stance && remark.viewerCan.settle.allowed && (
        <div class="notice">
          <p>{w.asked(remark.askedBy.number)}</p>
          <p class="actions">
            <button type="button" disabled={busy.value} onClick={() => settle("WITHDRAWN")}>
              {w.withdraw}
            </button>
            <button type="button" class="outline" disabled={busy.value} onClick={() => settle("MAINTAINED")}>
              {w.maintain}
            </button>
          </p>
        </div>
      )}
      {!remark.answer && remark.viewerCan.answer.allowed && <Reply remark={remark} changed={changed} />}
      {refusal.value && <p role="alert">{refusal.value.message}</p>}
    </li>
  );
}

function Reply({ remark, changed }: { remark: RemarkFragment; changed: () => void }) {
  const w = resultWords.value;
  const answer = useSignal<RemarkAnswer>("ACCEPTED");
  const reply = useSignal("");
  const { busy, run, refusal } = useTrying();
  const send = (event: Event) => {
    event.preventDefault();
    run(async (idempotencyKey) => {
      const said = { remarkId: remark.id, answer: answer.value, reply: reply.value, idempotencyKey };
      await ask(Answer, { input: said });
      changed();
    });
  };
  return (
    <form onSubmit={send}>
      <label>
        {w.what}
        <select
          value={answer.value}
          onChange={(event) => {
            answer.value = event.currentTarget.value as RemarkAnswer;
          }}
        >
          {(["ACCEPTED", "IN_PART", "REJECTED"] as const).map((one) => (
            <option key={one} value={one}>
              {w.answers[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.reply}
        <textarea
          required
          value={reply.value}
          onInput={(event) => {
            reply.value = event.currentTarget.value;
          }}
        />
      </label>
      {refusal.value && <p role="alert">{refusal.value.message}</p>}
      <button type="submit" disabled={busy.value}>
        {w.respond}
      </button>
    </form>
  );
}

export function RemarkForm(props: { version: string; paragraphs: number; changed: () => void }) {
  const w = resultWords.value;
  const body = useSignal("");
  const paragraph = useSignal("");
  const { busy, run, refusal } = useTrying();
  const send = (event: Event) => {
    event.preventDefault();
    run(async (idempotencyKey) => {
      const where = paragraph.value ? Number(paragraph.value) : null;
      const said = { versionId: props.version, body: body.value, paragraph: where, idempotencyKey };
      await ask(Add, { input: said });
      body.value = "";
      props.changed();
    });
  };
  return (
    <form class="part" onSubmit={send}>
      <h2>{w.yourRemark}</h2>
      <label>
        {w.where}
        <select
          value={paragraph.value}
          onChange={(event) => {
            paragraph.value = event.currentTarget.value;
          }}
        >
          <option value="">{w.whole}</option>
          {Array.from({ length: props.paragraphs }, (_, number) => (
            <option key={number} value={String(number + 1)}>
              {w.paragraph(number + 1)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {w.remark}
        <textarea
          required
          value={body.value}
          onInput={(event) => {
            body.value = event.currentTarget.value;
          }}
        />
      </label>
      {refusal.value && <p role="alert">{refusal.value.message}</p>}
      <button type="submit" disabled={busy.value}>
        {w.send}
      </button>
    </form>
  );
}
