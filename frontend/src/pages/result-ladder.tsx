import { useSignal } from "@preact/signals";
import { CalendarClock, Globe } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ReleaseResultInput } from "../contract/graphql";
import { clock, day } from "../dates";
import { AskingDialog } from "../parts/asking-dialog";
import { Refused } from "../parts/form";
import { Icon } from "../parts/icon";
import { TextField } from "../parts/text-field";
import { resultWords } from "../words/results";
import type { Result } from "./result";

const Release = graphql(`
  mutation ReleaseResult($input: ReleaseResultInput!) { releaseResult(input: $input) { result { id } } }
`);

const FIELDS = { MEMBERS: "membersAt", OBSERVERS: "observersAt", ZMP: "zmpAt", PUBLIC: "publicAt" } as const;
type Above = keyof typeof FIELDS;
type Times = Partial<Record<(typeof FIELDS)[Above], string>>;
type Props = { result: Result; changed: () => Promise<void> };

/** Who sees it from when; whoever coordinates dates the rungs that are not reached. */
export function Ladder({ result, changed }: Props) {
  const w = resultWords.value;
  const asked = useSignal<"dates" | "publish" | undefined>(undefined);
  const mayRelease = result.viewerCan.release.allowed;
  const close = () => {
    asked.value = undefined;
  };
  return (
    <section class="ladder">
      <h2>{w.ladder}</h2>
      <ol>
        {result.ladder.map(({ rung, at, isReached }) => (
          <li key={rung} class={isReached ? "reached" : undefined}>
            <b>{w.rungs[rung]}</b>
            <small>{at ? `${day(new Date(at))}, ${clock(new Date(at))}` : w.unplanned}</small>
          </li>
        ))}
      </ol>
      {mayRelease && (
        <div class="buttons">
          {result.state === "ADOPTED" && result.kind !== "RULES" && (
            <button type="button" onClick={() => (asked.value = "publish")}>
              <Icon shape={Globe} />
              {w.publish}
            </button>
          )}
          <button type="button" class="outline" onClick={() => (asked.value = "dates")}>
            <Icon shape={CalendarClock} />
            {w.release}
          </button>
        </div>
      )}
      {asked.value === "dates" && <Dates result={result} changed={changed} close={close} />}
      {asked.value === "publish" && (
        <AskingDialog
          title={w.publishTitle}
          text={w.publishText}
          confirm={w.publish}
          act={(idempotencyKey) => ask(Release, { input: input(result, idempotencyKey, () => now()) })}
          done={changed}
          close={close}
        />
      )}
    </section>
  );
}

function Dates({ result, changed, close }: Props & { close: () => void }) {
  const w = resultWords.value;
  const planned = result.ladder.map(({ rung, at }) => [FIELDS[rung as Above], at ? local(new Date(at)) : ""]);
  const times = useSignal<Times>(Object.fromEntries(planned));
  const open = result.ladder
    .filter(({ isReached }) => !isReached)
    .filter(({ rung }) => isOpen(result, rung as Above));
  const fields = open.map(({ rung }) => FIELDS[rung as Above]);
  const said = (field: keyof Times) => {
    const time = times.value[field];
    return time ? new Date(time).toISOString() : null;
  };
  return (
    <AskingDialog
      title={w.release}
      text={w.releaseText}
      confirm={w.save}
      act={(idempotencyKey) => ask(Release, { input: input(result, idempotencyKey, said) })}
      done={changed}
      close={close}
    >
      {({ errorOf, elsewhere }) => (
        <>
          {open.map(({ rung }) => {
            const field = FIELDS[rung as Above];
            return (
              <TextField
                key={rung}
                label={w.rungs[rung]}
                type="datetime-local"
                value={times.value[field] ?? ""}
                change={(time) => (times.value = { ...times.value, [field]: time })}
                error={errorOf(field)}
              />
            );
          })}
          <Refused text={elsewhere(fields)} />
        </>
      )}
    </AskingDialog>
  );
}

/** Rules stay within the network, and only what was adopted is published. */
function isOpen({ kind, state }: Result, rung: Above): boolean {
  if (kind === "RULES") return rung === "MEMBERS" || rung === "OBSERVERS";
  return rung !== "PUBLIC" || state === "ADOPTED" || state === "PUBLISHED";
}

/** What was reached stays as it was. */
function input(result: Result, idempotencyKey: string, said: (field: keyof Times) => string | null) {
  const times = result.ladder.map(({ rung, at, isReached }) => {
    const field = FIELDS[rung as Above];
    return [field, isReached ? at : said(field)];
  });
  return { resultId: result.id, idempotencyKey, ...Object.fromEntries(times) } as ReleaseResultInput;
}

const now = () => new Date().toISOString();
const local = (at: Date) =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
