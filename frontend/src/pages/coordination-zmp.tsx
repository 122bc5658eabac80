import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ListZmpMembersMutation } from "../contract/graphql";
import { Field } from "../parts/field";
import { Form } from "../parts/form";
import { useTrying } from "../parts/trying";
import { coordinatingWords } from "../words/coordinating";

const ListZmpMembers = graphql(`
  mutation ListZmpMembers($names: String!) {
    listZmpMembers(input: { names: $names }) { lines { line city { id name voivodeship isZmpMember } isNew reason } }
  }
`);

const SetZmpMember = graphql(`
  mutation SetZmpMember($input: SetZmpMemberInput!) { setZmpMember(input: $input) { city { id isZmpMember } } }
`);

type Line = ListZmpMembersMutation["listZmpMembers"]["lines"][number];

/** Which towns belong to the association: a pasted list, and what became of each line. */
export function ZmpList() {
  const w = coordinatingWords.value;
  const names = useSignal("");
  const lines = useSignal<Line[]>([]);
  const { run, busy, refusal } = useTrying();
  const mark = () =>
    run(async () => {
      lines.value = (await ask(ListZmpMembers, { names: names.value })).listZmpMembers.lines;
      names.value = lines.value.flatMap((line) => (line.city ? [] : [line.line])).join("\n");
    });
  const undo = ({ city }: Line) =>
    run(async () => {
      if (!city) return;
      await ask(SetZmpMember, { input: { cityId: city.id, isMember: false } });
      lines.value = lines.value.filter((one) => one.city?.id !== city.id);
    });
  const marked = lines.value.filter((line) => line.isNew).length;
  const left = lines.value.filter((line) => !line.city).length;
  return (
    <section class="part">
      <h2>{w.zmp}</h2>
      <Form class="sheet narrow" noValidate={false} submit={mark}>
        <Field label={w.names} hint={w.zmpText} error={refusal.value?.message}>
          {(tied) => (
            <textarea
              {...tied}
              rows={6}
              required
              placeholder={w.namesExample}
              value={names.value}
              onInput={(event) => {
                names.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <button type="submit" disabled={busy.value}>
          {w.mark}
        </button>
      </Form>
      <p class="report" role="status">
        {lines.value.length > 0 && w.report(marked, lines.value.length - marked - left, left)}
      </p>
      {lines.value.length > 0 && (
        <ul class="rows report-lines">
          {lines.value.map((line) => (
            <Reported key={line.line} line={line} undo={() => undo(line)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Reported({ line, undo }: { line: Line; undo: () => void }) {
  const w = coordinatingWords.value;
  if (!line.city) {
    return (
      <li class="row">
        <b>{line.line}</b> <span class="tag">{w.outcome.left}</span>
        <p class="error">{line.reason}</p>
      </li>
    );
  }
  return (
    <li class="row">
      <b>{line.city.name}</b> <span class="quiet">{line.city.voivodeship}</span>{" "}
      <span class="tag">{line.isNew ? w.outcome.marked : w.outcome.known}</span>
      {line.isNew && (
        <button type="button" class="plain small" aria-label={w.unmark(line.city.name)} onClick={undo}>
          {w.undo}
        </button>
      )}
    </li>
  );
}
