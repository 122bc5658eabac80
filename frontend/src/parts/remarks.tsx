import { ClipboardCheck } from "lucide";
import { day, now } from "../dates";
import { discussionWords } from "../words/discussion";
import { Icon } from "./icon";

/** By when a conversation asks for remarks, and how long that is; afterwards that it is over. */
export function RemarksMark({ until }: { until: string | null }) {
  if (!until) return null;
  const d = discussionWords.value;
  const left = daysLeft(until);
  const last = day(dateOf(until));
  return (
    <span class={left < 0 ? "mark-of-thread" : "mark-of-thread remarks"}>
      <Icon shape={ClipboardCheck} />
      {left < 0 ? d.remarksOver(last) : `${d.remarksUntil(last)} · ${d.daysLeft(left)}`}
    </span>
  );
}

export function dateOf(until: string): Date {
  return new Date(`${until}T00:00:00`);
}

function daysLeft(until: string): number {
  const today = new Date(now.value.getFullYear(), now.value.getMonth(), now.value.getDate());
  return Math.round((dateOf(until).getTime() - today.getTime()) / 86_400_000);
}
