import { GripVertical, MessagesSquare } from "lucide";
import { Icon } from "../parts/icon";
import { SupportButtons } from "../parts/support-button";
import type { TopicItem } from "../topics";
import { words } from "../words";
import { topicWords } from "../words/topics";

type Props = {
  slug: string;
  networkId: string;
  topic: TopicItem;
  maySupport: boolean;
  done: (topic: TopicItem) => void;
  /** What moves it, for those who may. */
  grip: GripProps | undefined;
};

export type GripProps = {
  hintId: string;
  isDragged: boolean;
  grab: (event: PointerEvent) => void;
  step: (event: KeyboardEvent) => void;
  open: () => void;
};

export function TopicCard({ slug, networkId, topic, maySupport, done, grip }: Props) {
  const w = topicWords.value;
  return (
    <li
      class={grip?.isDragged ? "topic-card dragged" : "topic-card"}
      data-topic={topic.id}
      onPointerDown={(event) => event.pointerType === "mouse" && grip?.grab(event)}
    >
      <p class="topic-kind" data-kind={topic.kind}>
        {w.kinds[topic.kind]}
        {topic.form && <span> · {w.forms[topic.form]}</span>}
        {grip && <Grip topic={topic} {...grip} />}
      </p>
      <h3>
        <a href={`/sieci/${slug}/tematy/${topic.id}`} draggable={false}>
          {topic.title}
        </a>
      </h3>
      {topic.need && <p class="topic-need">{topic.need}</p>}
      <Supporters topic={topic} />
      {topic.threadCount > 0 && (
        <p class="topic-threads">
          <Icon shape={MessagesSquare} />
          {words.value.threads(topic.threadCount)}
        </p>
      )}
      {maySupport && <SupportButtons networkId={networkId} topic={topic} done={done} />}
    </li>
  );
}

function Grip({ topic, hintId, grab, step, open }: GripProps & { topic: TopicItem }) {
  const name = topicWords.value.move(topic.title);
  return (
    <button
      type="button"
      class="plain grip"
      aria-label={name}
      aria-describedby={hintId}
      title={name}
      data-grip={topic.id}
      onPointerDown={(event) => {
        event.stopPropagation();
        grab(event);
      }}
      onKeyDown={step}
      onClick={open}
    >
      <Icon shape={GripVertical} />
    </button>
  );
}

const SHOWN = 6;

/** The cities as small marks, and how many they are. */
export function Supporters({ topic }: { topic: TopicItem }) {
  const w = topicWords.value;
  const seats = topic.supports.edges.map(({ node }) => node.seat);
  const shown = seats.slice(0, seats.length > SHOWN + 1 ? SHOWN : undefined);
  return (
    <div class="supporters">
      {shown.length > 0 && (
        <ul>
          {shown.map((seat) => (
            <li
              key={seat.id}
              class={seat.kind === "OBSERVER" ? "city-mark observing" : "city-mark"}
              title={seat.city.name}
            >
              <span aria-hidden="true">{seat.city.name.slice(0, 2)}</span>
              <span class="unseen">{seat.city.name}</span>
            </li>
          ))}
          {seats.length > shown.length && <li class="city-mark more">+{seats.length - shown.length}</li>}
        </ul>
      )}
      <span>{topic.supportCount ? w.supportCount(topic.supportCount) : w.supportedBy(0)}</span>
    </div>
  );
}
