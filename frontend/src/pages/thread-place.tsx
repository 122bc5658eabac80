import { useSignal } from "@preact/signals";
import { ArrowDownToLine, ArrowUpToLine } from "lucide";
import { useEffect } from "preact/hooks";
import type { Discussion } from "../discussion";
import { Icon } from "../parts/icon";
import { readingWords } from "../words/reading";
import { keepPlace } from "./thread-opening";

/** From so many posts on one wants to know where one is. */
const LONG = 60;

type Props = {
  discussion: Discussion;
  threadId: string;
  createdAt: string;
  go: (where: number | Date) => Promise<void>;
};

/** Where in a long thread one reads, and the ways to elsewhere in it. */
export function Place({ discussion, threadId, createdAt, go }: Props) {
  const w = readingWords.value;
  const here = useHere(threadId, discussion);
  const { highest } = discussion;
  const moving = useSignal<number | undefined>(undefined);
  if (highest <= LONG) return null;
  const shown = moving.value ?? here.value;
  const leave = async (where: number | Date) => {
    await go(where);
    moving.value = undefined;
  };
  return (
    <nav class="place" aria-label={w.place}>
      <span class="place-said">{w.position(shown, highest)}</span>
      <input
        type="range"
        min={1}
        max={highest}
        value={shown}
        aria-label={w.place}
        aria-valuetext={w.position(shown, highest)}
        onInput={(event) => {
          moving.value = Number(event.currentTarget.value);
        }}
        onChange={(event) => leave(Number(event.currentTarget.value))}
      />
      <button type="button" class="plain" onClick={() => leave(1)}>
        <Icon shape={ArrowUpToLine} />
        {w.start}
      </button>
      <button type="button" class="plain" onClick={() => leave(highest)}>
        <Icon shape={ArrowDownToLine} />
        {w.end}
      </button>
      <label class="place-day">
        <span>{w.day}</span>
        <input
          type="date"
          min={createdAt.slice(0, 10)}
          onChange={(event) =>
            event.currentTarget.value && leave(new Date(`${event.currentTarget.value}T00:00:00`))
          }
        />
      </label>
    </nav>
  );
}

/** The position at the top of the screen. */
function useHere(threadId: string, { posts, highest }: Discussion) {
  const here = useSignal(posts[0]?.position ?? 1);
  useEffect(() => {
    if (highest <= LONG) return;
    let timer: number | undefined;
    const look = () => {
      timer = undefined;
      const first = [...document.querySelectorAll<HTMLElement>(".post")].find(
        (post) => post.getBoundingClientRect().bottom > 120,
      );
      if (!first) return;
      here.value = Number(first.dataset.position);
      keepPlace(threadId, here.value);
    };
    const soon = () => {
      timer ??= window.setTimeout(look, 150);
    };
    soon();
    addEventListener("scroll", soon, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", soon);
    };
  }, [threadId, posts, highest, here]);
  return here;
}
