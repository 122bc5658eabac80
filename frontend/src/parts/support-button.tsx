import { Check, Hand } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import { isSupported, type TopicItem } from "../topics";
import { seatsIn } from "../viewer";
import { topicWords } from "../words/topics";
import { Icon } from "./icon";
import { useTrying } from "./trying";

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
  const { run, refusal } = useTrying();
  const turn = (seatId: string) =>
    run(async () => {
      const input = { topicId: topic.id, seatId };
      if (isSupported(topic, seatId)) done((await ask(WithdrawSupport, { input })).withdrawSupport.topic);
      else done((await ask(SupportTopic, { input })).supportTopic.topic);
    });
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
