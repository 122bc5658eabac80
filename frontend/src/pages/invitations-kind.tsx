import { Field } from "../parts/field";
import { joiningWords } from "../words/joining";
import type { NetworkHere } from "./invitations";

type Kind = "MEMBER" | "OBSERVER" | "MODERATOR" | "COORDINATOR" | "IMPORTED" | "SERVICE";

/** What the viewer may invite people as: those who moderate bring cities' people, those who coordinate anybody. */
export function kindsFor(network: NetworkHere): Kind[] {
  return network.viewerCan.coordinate.allowed
    ? ["MEMBER", "OBSERVER", "MODERATOR", "COORDINATOR"]
    : ["MEMBER", "OBSERVER"];
}

export function KindField<K extends Kind>(props: {
  kinds: K[];
  chosen: K;
  choose: (kind: K) => void;
  label?: string;
}) {
  const w = joiningWords.value;
  return (
    <Field label={props.label ?? w.kind}>
      {(tied) => (
        <select
          {...tied}
          value={props.chosen}
          onChange={(event) => props.choose(event.currentTarget.value as K)}
        >
          {props.kinds.map((kind) => (
            <option key={kind} value={kind}>
              {w.kinds[kind]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
