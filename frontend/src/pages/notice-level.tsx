import { useSignal } from "@preact/signals";
import "../look/notices.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { NoticeLevel } from "../contract/graphql";
import { noticeWords } from "../words/notices";

const LEVELS: NoticeLevel[] = ["EVERYTHING", "CONCERNING", "WAITING", "NOTHING"];

const SetThreadNotices = graphql(`
  mutation SetThreadNotices($input: SetThreadNoticesInput!) {
    setThreadNotices(input: $input) { thread { id noticeLevel } }
  }
`);

/** What one is told of. */
export function LevelChoice(props: {
  name: string;
  level: NoticeLevel;
  choose: (level: NoticeLevel) => void;
}) {
  const w = noticeWords.value;
  return (
    <select
      class="level"
      aria-label={props.name}
      value={props.level}
      onChange={(event) => props.choose(event.currentTarget.value as NoticeLevel)}
    >
      {LEVELS.map((level) => (
        <option key={level} value={level}>
          {w.levels[level]}
        </option>
      ))}
    </select>
  );
}

/** Following a thread, or not, in its margin. */
export function ThreadNotices({ threadId, level }: { threadId: string; level: NoticeLevel }) {
  const w = noticeWords.value;
  const chosen = useSignal(level);
  const choose = async (wanted: NoticeLevel) => {
    const before = chosen.value;
    chosen.value = wanted;
    try {
      await ask(SetThreadNotices, { input: { threadId, level: wanted } });
    } catch {
      chosen.value = before;
    }
  };
  return (
    <section class="note">
      <h2>{w.thread}</h2>
      <LevelChoice name={w.thread} level={chosen.value} choose={choose} />
    </section>
  );
}
