import { useSignal } from "@preact/signals";
import { ask, Refusal } from "../client";
import { graphql } from "../contract";
import { Form } from "../parts/form";
import { hasPasskeys } from "../parts/passkey-door";
import { Sure } from "../parts/sure";
import { TextField } from "../parts/text-field";
import { When } from "../parts/when";
import { makePasskey, NotShown } from "../passkeys";
import { securityWords } from "../words/security";
import type { Secured } from "./security";
import { useDoing } from "./security-doing";
import { Part } from "./security-part";

const RemovePasskey = graphql(`
  mutation RemovePasskey($passkeyId: ID!) {
    removePasskey(input: { passkeyId: $passkeyId }) { passkeys { id } }
  }
`);

type Props = { passkeys: NonNullable<Secured["passkeys"]>; changed: () => Promise<void> };

export function Passkeys({ passkeys, changed }: Props) {
  const w = securityWords.value;
  const doing = useDoing();
  const name = useSignal("");
  const add = () =>
    doing.run(async () => {
      await makePasskey(name.value).catch((error) => {
        throw error instanceof NotShown ? new Refusal("INVALID", w.passkeyNotMade) : error;
      });
      name.value = "";
      await changed();
      return w.passkeyAdded;
    });
  const remove = (passkeyId: string) =>
    doing.run(async () => {
      await ask(RemovePasskey, { passkeyId });
      await changed();
      return w.passkeyRemoved;
    });
  return (
    <Part title={w.passkeys} doing={doing}>
      <p class="quiet">{w.passkeysText}</p>
      {passkeys.length > 0 ? (
        <ul class="ways">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span>
                <b>{passkey.name}</b>
                <small>
                  {passkey.lastUsedAt ? (
                    <>
                      {w.passkeyUsed} <When at={passkey.lastUsedAt} />
                    </>
                  ) : (
                    w.passkeyUnused
                  )}
                </small>
              </span>
              <Sure
                label={w.removePasskey}
                name={w.removePasskeyNamed(passkey.name)}
                question={w.removePasskeySure(passkey.name)}
                yes={w.removePasskeyYes}
                busy={doing.busy.value}
                run={() => remove(passkey.id)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p class="none">{w.noPasskeys}</p>
      )}
      {hasPasskeys ? (
        <Form class="sheet narrow" submit={add}>
          <TextField
            label={w.passkeyName}
            hint={w.passkeyNameHint}
            maxLength={100}
            autocomplete="off"
            bound={name}
          />
          <button type="submit" class="outline" disabled={doing.busy.value}>
            {w.addPasskey}
          </button>
        </Form>
      ) : (
        <p class="hint">{w.noPasskeysHere}</p>
      )}
    </Part>
  );
}
