import { useSignal } from "@preact/signals";
import { AskingDialog } from "../parts/asking-dialog";
import { SelectField } from "../parts/text-field";
import { COLUMNS, type Column, inColumn, type Spot, type TopicItem } from "../topics";
import { topicWords } from "../words/topics";

type Props = {
  topic: TopicItem;
  topics: TopicItem[];
  move: (to: Spot) => Promise<unknown>;
  close: () => void;
};

/** The same as dragging, without: which column, and after which card. */
export function MoveDialog({ topic, topics, move, close }: Props) {
  const w = topicWords.value;
  const column = useSignal<Column>(topic.column);
  const others = inColumn(topics, column.value, "PLACE").filter((one) => one.id !== topic.id);
  const here = inColumn(topics, topic.column, "PLACE");
  const before = here[here.findIndex((one) => one.id === topic.id) - 1];
  const after = useSignal(before?.id ?? "");
  return (
    <AskingDialog
      title={w.moveTitle}
      confirm={w.moveConfirm}
      close={close}
      act={() => move({ column: column.value, afterId: after.value || null })}
    >
      {({ refusal }) => (
        <>
          <p>{topic.title}</p>
          <SelectField
            label={w.column}
            value={column.value}
            among={COLUMNS.map((one) => [one, w.columns[one]])}
            change={(chosen) => {
              column.value = chosen;
              after.value = inColumn(topics, chosen, "PLACE").at(-1)?.id ?? "";
            }}
          />
          <SelectField
            label={w.place}
            bound={after}
            among={[["", w.first], ...others.map((one) => [one.id, w.after(one.title)] as const)]}
            error={refusal.value?.message}
          />
        </>
      )}
    </AskingDialog>
  );
}

/** Where an arrow key takes a card; none when there is no further. */
export function stepped(topic: TopicItem, topics: TopicItem[], key: string): Spot | undefined {
  const here = inColumn(topics, topic.column, "PLACE");
  const at = here.findIndex((one) => one.id === topic.id);
  if (key === "ArrowUp" && at > 0) return { column: topic.column, afterId: here[at - 2]?.id ?? null };
  const next = here[at + 1];
  if (key === "ArrowDown" && next) return { column: topic.column, afterId: next.id };
  const aside = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  const column = COLUMNS[COLUMNS.indexOf(topic.column) + aside];
  if (!aside || !column) return undefined;
  return { column, afterId: inColumn(topics, column, "PLACE").at(-1)?.id ?? null };
}
