import { useId } from "preact/hooks";
import { Field } from "../parts/field";
import { pollWords } from "../words/polls";
import type { Draft } from "./poll-new";

const MAJORITIES = ["SIMPLE", "ABSOLUTE", "STATUTORY", "TWO_THIRDS", "THREE_FIFTHS"] as const;
const FROM = ["OWN_VOTE", "OPENING", "CLOSE"] as const;

type Props = {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  errorOf: (field: string) => string | undefined;
  /** About no thread, so that who sees it is chosen here. */
  free: boolean;
  /** Whether fewer cities vote in one of the columns than a secret result can be told of. */
  isSmall: boolean;
};

/** What an ordinary round of opinions need not say. */
export function More({ draft, set, errorOf, free, isSmall }: Props) {
  const w = pollWords.value;
  const kind = draft.kind ?? "CONSENT";
  const decides = kind === "CONSENT" || kind === "YES_NO";
  const hidden = draft.audience === "MEMBERS";
  return (
    <details class="more">
      <summary>{w.make.more}</summary>
      <div class="sheet">
        <Time
          label={w.make.closes}
          hint={w.make.closesHint}
          error={errorOf("closesAt")}
          set={(closesAt) => set({ closesAt })}
        />
        <Time label={w.make.opens} error={errorOf("opensAt")} set={(opensAt) => set({ opensAt })} />
        {!draft.isSecret && (
          <>
            <Check
              text={w.make.turnout}
              is={draft.showsTurnout ?? false}
              set={(showsTurnout) => set({ showsTurnout })}
            />
            <Seen
              label={w.make.membersSee}
              chosen={draft.membersSee}
              choose={(membersSee) => set({ membersSee })}
            />
            <Seen
              label={w.make.observersSee}
              chosen={draft.observersSee}
              choose={(observersSee) => set({ observersSee })}
            />
          </>
        )}
        {decides && (
          <>
            <Select
              label={w.make.majority}
              chosen={draft.majority ?? "NONE"}
              among={[
                ["NONE", w.make.noMajority],
                ...MAJORITIES.map((one): [typeof one, string] => [one, w.rules.majority[one]]),
              ]}
              choose={(chosen) => set({ majority: chosen === "NONE" ? null : chosen })}
            />
            {draft.majority && (
              <Check
                text={w.make.abstentions}
                is={draft.countsAbstentions ?? true}
                set={(countsAbstentions) => set({ countsAbstentions })}
              />
            )}
          </>
        )}
        <Field label={w.make.quorum} error={errorOf("quorum")}>
          {(tied) => (
            <input
              {...tied}
              type="number"
              min={0}
              value={draft.quorum ?? 0}
              onInput={(event) => set({ quorum: Number(event.currentTarget.value) || 0 })}
            />
          )}
        </Field>
        {kind === "RANKING" && (
          <>
            <Select
              label={w.make.method}
              chosen={draft.method ?? "SCHULZE"}
              among={(["SCHULZE", "IRV", "BORDA"] as const).map((one) => [one, w.result.methods[one]])}
              choose={(method) => set({ method })}
            />
            <Select
              label={w.make.unranked}
              chosen={draft.unranked ?? "LAST"}
              among={(["LAST", "NO_PREFERENCE"] as const).map((one) => [one, w.make.unrankedWords[one]])}
              choose={(unranked) => set({ unranked })}
            />
          </>
        )}
        {!decides && (
          <Select
            label={w.make.ties}
            chosen={draft.ties ?? "STAND"}
            among={(["STAND", "BY_ORDER", "BY_LOT"] as const).map((one) => [one, w.make.tieWords[one]])}
            choose={(ties) => set({ ties })}
          />
        )}
        <Check
          text={w.make.secret}
          hint={w.make.secretHint}
          is={draft.isSecret ?? false}
          set={(isSecret) => set({ isSecret, membersSee: null, observersSee: null })}
        />
        {draft.isSecret && <p class="quiet">{w.rules.secretSame}</p>}
        {draft.isSecret && isSmall && !draft.isByPerson && <p class="waiting">{w.rules.secretSmall}</p>}
        {!draft.isSecret && (
          <Check
            text={w.make.replace}
            is={draft.mayReplace ?? true}
            set={(mayReplace) => set({ mayReplace })}
          />
        )}
        <Check
          text={w.make.byPerson}
          is={draft.isByPerson ?? false}
          set={(isByPerson) => set({ isByPerson })}
        />
        {free && draft.voters === "MEMBERS" && (
          <Check
            text={w.make.hiddenFrom}
            is={hidden}
            set={(isHidden) => set({ audience: isHidden ? "MEMBERS" : "OPEN" })}
          />
        )}
      </div>
    </details>
  );
}

type SelectProps<T extends string> = {
  label: string;
  chosen: T;
  among: (readonly [T, string])[];
  choose: (chosen: T) => void;
};

export function Select<T extends string>({ label, chosen, among, choose }: SelectProps<T>) {
  return (
    <Field label={label}>
      {(tied) => (
        <select {...tied} value={chosen} onChange={(event) => choose(event.currentTarget.value as T)}>
          {among.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type From = NonNullable<Draft["membersSee"]>;

function Seen(props: { label: string; chosen: From | null | undefined; choose: (from: From) => void }) {
  const among = FROM.map((one) => [one, pollWords.value.rules.from[one]] as const);
  return (
    <Select label={props.label} chosen={props.chosen ?? "OWN_VOTE"} among={among} choose={props.choose} />
  );
}

function Time(props: {
  label: string;
  hint?: string;
  error: string | undefined;
  set: (at: string | null) => void;
}) {
  const { label, hint, error, set } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <input
          {...tied}
          type="datetime-local"
          onInput={({ currentTarget: { value } }) => set(value ? new Date(value).toISOString() : null)}
        />
      )}
    </Field>
  );
}

export function Check(props: { text: string; hint?: string; is: boolean; set: (is: boolean) => void }) {
  const { text, hint, is, set } = props;
  const id = useId();
  return (
    <div class="check">
      <input id={id} type="checkbox" checked={is} onChange={(event) => set(event.currentTarget.checked)} />
      <label for={id}>
        {text}
        {hint && <small>{hint}</small>}
      </label>
    </div>
  );
}
