import { useSignal } from "@preact/signals";
import { ArrowDown, ArrowUp, Plus, X } from "lucide";
import { Icon } from "../parts/icon";
import { pollWords } from "../words/polls";
import type { Option, Poll } from "./poll-data";

type Props = { poll: Poll; ranks: string[][]; set: (ranks: string[][]) => void };

/** Options in an order: dragged, or moved by the buttons beside them. */
export function Ranking({ poll, ranks, set }: Props) {
  const w = pollWords.value.ballot;
  const dragged = useSignal<string | undefined>(undefined);
  const told = useSignal("");
  const order = ranks.flat();
  const byKey = new Map(poll.options.map((option) => [option.key, option]));
  const placed = order.flatMap((key) => byKey.get(key) ?? []);
  const rest = poll.options.filter((option) => !order.includes(option.key));
  const put = (key: string, place: number) => {
    const others = order.filter((one) => one !== key);
    others.splice(place, 0, key);
    set(others.map((one) => [one]));
    told.value = w.moved(byKey.get(key)?.label ?? key, place + 1);
  };
  const drop = (place: number) => {
    if (dragged.value) put(dragged.value, place);
    dragged.value = undefined;
  };
  const draggable = (option: Option) => ({
    draggable: true,
    onDragStart: () => {
      dragged.value = option.key;
    },
    onDragOver: (event: DragEvent) => event.preventDefault(),
  });
  return (
    <div class="ranking">
      <p class="hint">{poll.unranked === "LAST" ? w.orderHint : w.orderHintNone}</p>
      <ol
        aria-label={w.order}
        onDragOver={(event) => event.preventDefault()}
        onDrop={() => drop(order.length)}
      >
        {placed.map((option, place) => (
          <li
            key={option.key}
            {...draggable(option)}
            class={dragged.value === option.key ? "ranked dragged" : "ranked"}
            onDrop={(event) => {
              event.stopPropagation();
              drop(place);
            }}
          >
            <b>{place + 1}</b>
            <span>
              {option.label}
              {option.description && <small>{option.description}</small>}
            </span>
            <Move
              name={w.up(option.label)}
              off={place === 0}
              run={() => put(option.key, place - 1)}
              shape={ArrowUp}
            />
            <Move
              name={w.down(option.label)}
              off={place === placed.length - 1}
              run={() => put(option.key, place + 1)}
              shape={ArrowDown}
            />
            <Move
              name={w.unplace(option.label)}
              run={() => set(order.filter((key) => key !== option.key).map((key) => [key]))}
              shape={X}
            />
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <>
          <h3>{w.unplaced}</h3>
          <ul aria-label={w.unplaced}>
            {rest.map((option) => (
              <li key={option.key} {...draggable(option)} class="ranked unplaced">
                <span>
                  {option.label}
                  {option.description && <small>{option.description}</small>}
                </span>
                <Move name={w.place(option.label)} run={() => put(option.key, order.length)} shape={Plus} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="unseen" role="status">
        {told.value}
      </p>
    </div>
  );
}

type Shape = Parameters<typeof Icon>[0]["shape"];

function Move({ name, off, run, shape }: { name: string; off?: boolean; run: () => void; shape: Shape }) {
  return (
    <button type="button" class="plain" aria-label={name} title={name} disabled={off ?? false} onClick={run}>
      <Icon shape={shape} />
    </button>
  );
}
