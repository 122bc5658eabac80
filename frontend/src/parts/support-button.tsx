import { useSignal } from "@preact/signals";
import { Check, Hand } from "lucide";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import { isSupported, type TopicItem } from "../topics";
import { seatsIn } from "../viewer";
import { topicWords } from "../words/topics";
import { Icon } from "./icon";

const SupportTopic = graphql(`
  mutation SupportTopic($input: SupportTopicInput!) { supportTopic(input: $input) { topic { ...TopicCard viewerSupports } } }
`);

const WithdrawSupport = graphql(`
  mutation WithdrawSupport($input: SupportTopicInput!) {
    withdrawSupport(input: $input) { topic { ...TopicCard viewerSupports } }
  }
`);

type Props = { networkId: string; topic: TopicItem; done: (topic: TopicItem) => void };

/** For each city the viewer speaks for here: that it supports the topic, and that it does not any more. */
export function SupportButtons({ networkId, topic, done }: Props) {
  const refusal = useSignal<Refusal | undefined>(undefined);
  const busy = useSignal(false);
  const turn = async (seatId: string) => {
    if (busy.value) return;
    busy.value = true;
    refusal.value = undefined;
    const input = { topicId: topic.id, seatId };
    try {
      done(
        isSupported(topic, seatId)
          ? (await ask(WithdrawSupport, { input })).withdrawSupport.topic
          : (await ask(SupportTopic, { input })).supportTopic.topic,
      );
    } catch (error) {
      refusal.value = refusalOf(error);
    }
    busy.value = false;
  };
  return (
    <>
      {seatsIn(networkId).map((seat) => (
        <button
          key={seat.id}
          type="button"
          class="support"
          aria-pressed={isSupported(topic, seat.id)}
          onClick={() => turn(seat.id)}
        >
          <Icon shape={isSupported(topic, seat.id) ? Check : Hand} />
          {topicWords.value.weSupport(seat.city.name)}
        </button>
      ))}
      {refusal.value && (
        <p class="error" role="alert">
          {refusal.value.message}
        </p>
      )}
    </>
  );
}
