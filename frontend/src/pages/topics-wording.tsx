import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { TopicKind, WorkForm } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { Choice } from "../parts/choice";
import { Refused } from "../parts/form";
import { SeatChoice, seatToSend } from "../parts/seat-choice";
import { SelectField, TextField } from "../parts/text-field";
import type { TopicItem } from "../topics";
import { seatsIn } from "../viewer";
import { words } from "../words";
import { topicWords } from "../words/topics";

const ProposeTopic = graphql(`
  mutation ProposeTopic($input: ProposeTopicInput!) { proposeTopic(input: $input) { topic { ...TopicCard } } }
`);

const EditTopic = graphql(`
  mutation EditTopic($input: EditTopicInput!) { editTopic(input: $input) { topic { ...TopicCard } } }
`);

const FORMS: WorkForm[] = ["CALL", "WORKSHOP", "STUDY_VISIT", "DOCUMENT", "PILOT"];

type Props = {
  board: { id: string; audience: "MEMBERS" | "OPEN" | "ALL" };
  networkId: string;
  /** The one whose words are changed; none for a new one. */
  topic?: Pick<TopicItem, "id" | "title" | "need" | "kind" | "form">;
  done: (topic: TopicItem) => void;
  close: () => void;
};

/** The words of a topic: new, or changed. */
export function WordsDialog({ board, networkId, topic, done, close }: Props) {
  const w = topicWords.value;
  const kind = useSignal<TopicKind>(topic?.kind ?? "SEEKS");
  const title = useSignal(topic?.title ?? "");
  const need = useSignal(topic?.need ?? "");
  const form = useSignal<WorkForm | "">(topic?.form ?? "");
  const seat = useSignal<string | undefined>(undefined);
  const act = async (idempotencyKey: string) => {
    const said = { title: title.value, need: need.value, kind: kind.value, form: form.value || null };
    if (topic) {
      const input = { topicId: topic.id, ...said, idempotencyKey };
      return done((await ask(EditTopic, { input })).editTopic.topic);
    }
    const seatId = seatToSend(networkId, seat.value);
    const input = { boardId: board.id, ...said, seatId, idempotencyKey };
    return done((await ask(ProposeTopic, { input })).proposeTopic.topic);
  };
  return (
    <AskingDialog
      title={topic ? w.editTitle : w.proposeTitle}
      confirm={topic ? w.save : w.propose}
      close={close}
      act={act}
    >
      {({ errorOf, elsewhere }) => (
        <>
          <p class="quiet">{words.value.audience[board.audience]}</p>
          <Choice<TopicKind>
            name={w.kind}
            chosen={kind.value}
            among={[
              ["SEEKS", w.kinds.SEEKS],
              ["OFFERS", w.kinds.OFFERS],
            ]}
            choose={(chosen) => (kind.value = chosen)}
          />
          <TextField label={w.name} hint={w.nameHint} bound={title} error={errorOf("title")} />
          <TextField
            label={kind.value === "SEEKS" ? w.need : w.needOffer}
            hint={w.needHint}
            rows={4}
            bound={need}
            error={errorOf("need")}
          />
          <SelectField<WorkForm | "">
            label={w.form}
            bound={form}
            among={[["", w.anyForm], ...FORMS.map((one) => [one, w.forms[one]] as const)]}
          />
          {!topic && (
            <>
              <SeatChoice
                networkId={networkId}
                chosen={seat.value}
                choose={(chosen) => (seat.value = chosen)}
              />
              {seatsIn(networkId).length > 0 && <p class="quiet">{w.supportsToo}</p>}
            </>
          )}
          <Refused text={elsewhere(["title", "need"])} />
        </>
      )}
    </AskingDialog>
  );
}
