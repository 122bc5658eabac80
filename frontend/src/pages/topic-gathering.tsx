import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { AskingDialog } from "../parts/asking-dialog";
import { SelectField } from "../parts/text-field";
import { topicWords } from "../words/topics";
import type { TopicHere } from "./topic";

const TopicsToMergeInto = graphql(`
  query TopicsToMergeInto($id: ID!) {
    node(id: $id) { __typename ... on Board { id topics(first: 100, orderBy: SUPPORT) { edges { node { id title } } } } }
  }
`);

const MergeTopics = graphql(`
  mutation MergeTopics($input: MergeTopicsInput!) { mergeTopics(input: $input) { topic { id } } }
`);

const ThreadsToAttach = graphql(`
  query ThreadsToAttach($slug: String!) {
    network(slug: $slug) { id threads(first: 100) { edges { node { id title board { title } } } } }
  }
`);

const AttachThread = graphql(`
  mutation AttachThread($input: AttachThreadInput!) { attachThread(input: $input) { topic { id } } }
`);

type Props = { topic: TopicHere; done: () => void; close: () => void };

/** A double goes into the one that stays. */
export function MergeDialog({ topic, done, close }: Props) {
  const w = topicWords.value;
  const load = async () => {
    const { node } = await ask(TopicsToMergeInto, { id: topic.board.id });
    const all = node?.__typename === "Board" ? node.topics.edges.map((edge) => edge.node) : [];
    return all.filter((one) => one.id !== topic.id).map((one): [string, string] => [one.id, one.title]);
  };
  return (
    <ChoosingDialog
      words={{
        title: w.mergeTitle,
        text: w.mergeText,
        label: w.into,
        none: w.chooseTopic,
        confirm: w.mergeConfirm,
      }}
      load={load}
      act={async (intoId, idempotencyKey) => {
        await ask(MergeTopics, { input: { topicId: topic.id, intoId, idempotencyKey } });
        done();
      }}
      close={close}
    />
  );
}

/** A conversation of the network becomes one about the topic. */
export function AttachDialog({ slug, topic, done, close }: Props & { slug: string }) {
  const w = topicWords.value;
  const there = new Set(topic.threads.edges.map((edge) => edge.node.id));
  const load = async () => {
    const { network } = await ask(ThreadsToAttach, { slug });
    const all = network?.threads.edges.map((edge) => edge.node) ?? [];
    return all
      .filter((thread) => !there.has(thread.id))
      .map((thread): [string, string] => [
        thread.id,
        thread.board ? `${thread.title} (${thread.board.title})` : thread.title,
      ]);
  };
  return (
    <ChoosingDialog
      words={{
        title: w.attachTitle,
        text: w.attachText,
        label: w.thread,
        none: w.chooseThread,
        confirm: w.attachConfirm,
      }}
      load={load}
      act={async (threadId, idempotencyKey) => {
        await ask(AttachThread, { input: { threadId, topicId: topic.id, idempotencyKey } });
        done();
      }}
      close={close}
    />
  );
}

function ChoosingDialog(props: {
  words: { title: string; text: string; label: string; none: string; confirm: string };
  load: () => Promise<[string, string][]>;
  act: (chosen: string, idempotencyKey: string) => Promise<unknown>;
  close: () => void;
}) {
  const { words: w, load, act, close } = props;
  const among = useSignal<[string, string][]>([]);
  const chosen = useSignal("");
  useEffect(() => {
    load()
      .then((found) => {
        among.value = found;
      })
      .catch(() => {});
  }, []);
  return (
    <AskingDialog
      title={w.title}
      text={w.text}
      confirm={w.confirm}
      close={close}
      ready={chosen.value !== ""}
      act={(key) => act(chosen.value, key)}
    >
      {({ refusal }) => (
        <SelectField
          label={w.label}
          bound={chosen}
          among={[["", w.none], ...among.value]}
          error={refusal.value?.message}
        />
      )}
    </AskingDialog>
  );
}
