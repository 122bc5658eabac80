import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { Form, Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { networks } from "../viewer";
import { named } from "../words";
import { programWords } from "../words/programs";
import { securityWords } from "../words/security";

const CreateToken = graphql(`
  mutation CreateToken($input: CreateTokenInput!) {
    createToken(input: $input) { secret token { id } }
  }
`);

const DAY = 24 * 60 * 60 * 1000;

type Named = { id: string; name: string };
type Scope = keyof typeof programWords.value.scope;
const SCOPES: Scope[] = ["DISCUSSION", "POLLS", "RESULTS", "PEOPLE"];

/** A program's way in, one's own or a service account's: named, confined, for a time. Its secret is shown once. */
export function NewToken({ done, service }: { done: () => Promise<void>; service?: Named }) {
  const w = securityWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const name = useSignal("");
  const rights = useSignal<"read" | "write">("read");
  const chosen = useSignal<string[]>([]);
  const scopes = useSignal<Scope[]>([]);
  const days = useSignal<keyof typeof w.tokenDays>("90");
  const secret = useSignal("");
  const make = () =>
    run(async () => {
      const expiresAt = new Date(Date.now() + Number(days.value) * DAY).toISOString();
      const input = {
        name: name.value,
        mayWrite: rights.value === "write",
        networkIds: chosen.value,
        scopes: scopes.value,
        serviceId: service?.id ?? null,
        expiresAt,
      };
      secret.value = (await ask(CreateToken, { input })).createToken.secret;
      name.value = "";
      scopes.value = [];
      await done();
    });
  const p = programWords.value;
  const scopesOffered = SCOPES.filter((scope) => !service || scope !== "PEOPLE");
  if (secret.value) return <Secret secret={secret.value} done={() => (secret.value = "")} />;
  return (
    <Form class="sheet narrow" submit={make}>
      <h3>{service ? p.newFor(service.name) : w.newToken}</h3>
      <TextField label={w.tokenName} hint={w.tokenNameHint} bound={name} error={errorOf("name")} />
      {!service && (
        <Choice
          name={w.tokenRights}
          chosen={rights.value}
          among={[
            ["read", w.mayRead],
            ["write", w.mayWrite],
          ]}
          choose={(value) => (rights.value = value)}
        />
      )}
      {!service && (
        <Ticks
          legend={w.tokenNetworks}
          hint={w.tokenNetworksHint}
          among={networks.value.map((network) => [network.id, named(network)])}
          ticked={chosen}
        />
      )}
      <Ticks
        legend={p.scopes}
        hint={service ? p.scopesHintService : p.scopesHint}
        among={scopesOffered.map((scope) => [scope, p.scope[scope]])}
        ticked={scopes}
      />
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
      <Refused text={elsewhere(["name", "expiresAt"])} />
      <button type="submit" class="outline" disabled={busy.value}>
        {w.makeToken}
      </button>
    </Form>
  );
}

type TicksProps<T> = { legend: string; hint: string; among: [T, string][]; ticked: Signal<T[]> };

function Ticks<T extends string>({ legend, hint, among, ticked }: TicksProps<T>) {
  const tick = (value: T, isTicked: boolean) => {
    ticked.value = isTicked ? [...ticked.value, value] : ticked.value.filter((one) => one !== value);
  };
  return (
    <fieldset>
      <legend>{legend}</legend>
      <p class="hint">{hint}</p>
      {among.map(([value, label]) => (
        <label class="tick" key={value}>
          <input
            type="checkbox"
            checked={ticked.value.includes(value)}
            onChange={(event) => tick(value, event.currentTarget.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
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
