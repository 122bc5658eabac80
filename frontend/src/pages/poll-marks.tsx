import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Choice } from "../parts/choice";
import { pollWords } from "../words/polls";
import { called, money, type Option, type Poll } from "./poll-data";

export type Marks = Record<string, number>;
type Props = { poll: Poll; kind: "MEMBER" | "OBSERVER"; marks: Marks; set: (marks: Marks) => void };

/** What is said of options: one chosen, some approved, or a number for each. */
export function MarkOptions(props: Props) {
  switch (props.poll.kind) {
    case "CONSENT":
    case "SINGLE":
      return <OneOf {...props} />;
    case "APPROVAL":
      return <SomeOf {...props} />;
    case "DOTS":
      return <Dots {...props} />;
    default:
      return <Numbers {...props} />;
  }
}

function OneOf({ poll, kind, marks, set }: Props) {
  const name = useId();
  const hints = pollWords.value.consentHints;
  return (
    <>
      {poll.options.map((option) => (
        <Card
          key={option.key}
          label={called(poll, option, kind)}
          hint={option.description || (poll.isSecret ? "" : hints[option.key])}
        >
          {(id) => (
            <input
              id={id}
              type="radio"
              name={name}
              checked={Boolean(marks[option.key])}
              onChange={() => set({ [option.key]: 1 })}
            />
          )}
        </Card>
      ))}
    </>
  );
}

function SomeOf({ poll, kind, marks, set }: Props) {
  const full = Object.values(marks).filter(Boolean).length >= (poll.most ?? 0);
  return (
    <>
      <p class="hint">{pollWords.value.ballot.atMost(poll.most ?? 0)}</p>
      {poll.options.map((option) => (
        <Card key={option.key} label={called(poll, option, kind)} hint={option.description}>
          {(id) => (
            <input
              id={id}
              type="checkbox"
              checked={Boolean(marks[option.key])}
              disabled={full && !marks[option.key]}
              onChange={(event) => set(withMark(marks, option, event.currentTarget.checked ? 1 : 0))}
            />
          )}
        </Card>
      ))}
    </>
  );
}

function Numbers({ poll, kind, marks, set }: Props) {
  const w = pollWords.value.ballot;
  const words: Record<string, string[]> = { DATES: [w.no, w.maybe, w.yes], YES_NO: [w.no, w.yes] };
  const names =
    words[poll.kind] ?? Array.from({ length: (poll.most ?? 0) + 1 }, (_, points) => String(points));
  const among = names.map((text, points): [string, string] => [String(points), text]);
  return (
    <>
      {poll.kind === "SCORE" && <p class="hint">{w.points(poll.most ?? 0)}</p>}
      {poll.options.map((option) => (
        <div key={option.key} class="marked">
          <span>
            <b>{called(poll, option, kind)}</b>
            {option.description && <small>{option.description}</small>}
          </span>
          <Choice
            name={called(poll, option, kind)}
            chosen={String(marks[option.key] ?? "")}
            among={poll.kind === "SCORE" ? among : among.toReversed()}
            choose={(points) => set({ ...marks, [option.key]: Number(points) })}
          />
        </div>
      ))}
    </>
  );
}

function Dots({ poll, kind, marks, set }: Props) {
  const w = pollWords.value.ballot;
  const all = poll.most ?? 0;
  const left = all - Object.values(marks).reduce((sum, points) => sum + points, 0);
  return (
    <>
      <p class="hint" role="status">
        {w.left(left, all)}
      </p>
      {poll.budget && <p class="hint">{w.budget(money(poll.budget))}</p>}
      {poll.options.map((option) => {
        const has = marks[option.key] ?? 0;
        const label = called(poll, option, kind);
        return (
          <div key={option.key} class="marked">
            <span>
              <b>{label}</b>
              {option.cost !== null && option.cost !== undefined && <small>{money(option.cost)}</small>}
              {option.description && <small>{option.description}</small>}
            </span>
            <span class="stepper">
              <Step
                name={w.fewer(label)}
                off={has === 0}
                run={() => set(withMark(marks, option, has - 1))}
                text="−"
              />
              <output>{has}</output>
              <Step
                name={w.more(label)}
                off={left === 0}
                run={() => set(withMark(marks, option, has + 1))}
                text="+"
              />
            </span>
          </div>
        );
      })}
    </>
  );
}

function Step({ name, off, run, text }: { name: string; off: boolean; run: () => void; text: string }) {
  return (
    <button type="button" class="outline" aria-label={name} disabled={off} onClick={run}>
      {text}
    </button>
  );
}

function Card(props: {
  label: string;
  hint: string | undefined;
  children: (id: string) => ComponentChildren;
}) {
  const { label, hint, children } = props;
  const id = useId();
  return (
    <label class="answer" for={id}>
      {children(id)}
      <span>
        <b>{label}</b>
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

/** Without those that have nothing. */
function withMark(marks: Marks, option: Option, points: number): Marks {
  return Object.fromEntries(Object.entries({ ...marks, [option.key]: points }).filter(([, has]) => has > 0));
}
