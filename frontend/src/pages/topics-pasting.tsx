import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PastedTopicsQuery } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { topicWords } from "../words/topics";

const PastedTopics = graphql(`
  query PastedTopics($board: ID!, $text: String!) {
    pastedTopics(board: $board, text: $text) { number title problem }
  }
`);

const PasteTopics = graphql(`
  mutation PasteTopics($input: PasteTopicsInput!) { pasteTopics(input: $input) { board { id } } }
`);

type Line = PastedTopicsQuery["pastedTopics"][number];
type Props = { boardId: string; done: (count: number) => void; close: () => void };

/** A wall of sticky notes at once: first shown as it would become, then added; lines that do not fit stay out. */
export function PasteDialog({ boardId, done, close }: Props) {
  const w = topicWords.value;
  const text = useSignal("");
  const lines = useSignal<Line[] | undefined>(undefined);
  const fitting = lines.value?.filter((line) => !line.problem) ?? [];
  const check = async () => {
    lines.value = (await ask(PastedTopics, { board: boardId, text: text.value })).pastedTopics;
    return false;
  };
  const add = async (idempotencyKey: string) => {
    const input = { boardId, text: fitting.map((line) => line.title).join("\n"), idempotencyKey };
    await ask(PasteTopics, { input });
    done(fitting.length);
  };
  return (
    <AskingDialog
      title={w.pasteTitle}
      confirm={lines.value ? w.add(fitting.length) : w.preview}
      close={close}
      ready={!lines.value || fitting.length > 0}
      act={lines.value ? add : check}
    >
      {({ errorOf, elsewhere }) => (
        <>
          {lines.value ? (
            <>
              <Preview lines={lines.value} />
              <button type="button" class="outline" onClick={() => (lines.value = undefined)}>
                {w.change}
              </button>
            </>
          ) : (
            <TextField label={w.list} hint={w.pasteHint} rows={9} bound={text} error={errorOf("text")} />
          )}
          <Refused text={elsewhere(["text"])} />
        </>
      )}
    </AskingDialog>
  );
}

function Preview({ lines }: { lines: Line[] }) {
  const w = topicWords.value;
  const bad = lines.filter((line) => line.problem);
  return (
    <div class="pasted">
      <p role="status">
        <b>{w.willAdd(lines.length - bad.length)}</b>. {bad.length > 0 ? w.leftOut(bad.length) : w.leftOutNot}
      </p>
      {bad.length > 0 && (
        <ul>
          {bad.map((line) => (
            <li key={line.number}>
              <small>{w.line(line.number)}</small> {line.title.slice(0, 80)}
              <small class="problem">{line.problem}</small>
            </li>
          ))}
        </ul>
      )}
      <ol>
        {lines
          .filter((line) => !line.problem)
          .map((line) => (
            <li key={line.number}>{line.title}</li>
          ))}
      </ol>
    </div>
  );
}
