import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { networks } from "../viewer";
import { named } from "../words";
import { securityWords } from "../words/security";

const CreateToken = graphql(`
  mutation CreateToken($input: CreateTokenInput!) {
    createToken(input: $input) { secret token { id } }
  }
`);

const DAY = 24 * 60 * 60 * 1000;

/** A program's way in: named, confined, for a time. Its secret is shown once. */
export function NewToken({ done }: { done: () => Promise<void> }) {
  const w = securityWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const name = useSignal("");
  const rights = useSignal<"read" | "write">("read");
  const chosen = useSignal<string[]>([]);
  const days = useSignal<keyof typeof w.tokenDays>("90");
  const secret = useSignal("");
  const make = () =>
    run(async () => {
      const expiresAt = new Date(Date.now() + Number(days.value) * DAY).toISOString();
      const input = {
        name: name.value,
        mayWrite: rights.value === "write",
        networkIds: chosen.value,
        expiresAt,
      };
      secret.value = (await ask(CreateToken, { input })).createToken.secret;
      name.value = "";
      await done();
    });
  const tick = (id: string, isTicked: boolean) => {
    chosen.value = isTicked ? [...chosen.value, id] : chosen.value.filter((one) => one !== id);
  };
  if (secret.value) return <Secret secret={secret.value} done={() => (secret.value = "")} />;
  return (
    <form
      class="sheet narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <h3>{w.newToken}</h3>
      <TextField
        label={w.tokenName}
        hint={w.tokenNameHint}
        value={name.value}
        change={(said) => (name.value = said)}
        error={errorOf("name")}
      />
      <Choice
        name={w.tokenRights}
        chosen={rights.value}
        among={[
          ["read", w.mayRead],
          ["write", w.mayWrite],
        ]}
        choose={(value) => (rights.value = value)}
      />
      <fieldset>
        <legend>{w.tokenNetworks}</legend>
        <p class="hint">{w.tokenNetworksHint}</p>
        {networks.value.map((network) => (
          <label class="tick" key={network.id}>
            <input
              type="checkbox"
              checked={chosen.value.includes(network.id)}
              onChange={(event) => tick(network.id, event.currentTarget.checked)}
            />
            <span>{named(network)}</span>
          </label>
        ))}
      </fieldset>
      <Field label={w.tokenLasts} error={errorOf("expiresAt")}>
        {(tied) => (
          <select
            {...tied}
            value={days.value}
            onChange={(event) => (days.value = event.currentTarget.value as typeof days.value)}
          >
            {Object.entries(w.tokenDays).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div role="alert">
        {elsewhere(["name", "expiresAt"]) && <p class="error">{elsewhere(["name", "expiresAt"])}</p>}
      </div>
      <button type="submit" class="outline" disabled={busy.value}>
        {w.makeToken}
      </button>
    </form>
  );
}

function Secret({ secret, done }: { secret: string; done: () => void }) {
  const w = securityWords.value;
  const copied = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="sheet narrow">
      <h3 ref={heading} tabIndex={-1}>
        {w.tokenReady}
      </h3>
      <p>{w.tokenOnce}</p>
      <p class="secret">{secret}</p>
      <div class="buttons">
        <button
          type="button"
          onClick={async () => {
            await navigator.clipboard.writeText(secret);
            copied.value = true;
          }}
        >
          {w.copyToken}
        </button>
        <button type="button" class="plain" onClick={done}>
          {w.tokenKept}
        </button>
      </div>
      <p role="status">{copied.value && w.tokenCopied}</p>
    </div>
  );
}
