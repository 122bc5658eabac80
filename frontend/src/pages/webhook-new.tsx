import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { Field } from "../parts/field";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { named } from "../words";
import { webhookWords } from "../words/webhooks";

const CreateWebhook = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) { secret webhook { id } }
  }
`);

type Props = {
  networks: { id: string; name: string; nameEn: string }[];
  secret: Signal<string>;
  changed: () => Promise<void>;
};

export function NewWebhook({ networks, secret, changed }: Props) {
  const w = webhookWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const url = useSignal("");
  const network = useSignal("");
  const make = () =>
    run(async () => {
      const input = { url: url.value, networkId: network.value || null };
      const made = (await ask(CreateWebhook, { input })).createWebhook.secret;
      await changed();
      secret.value = made;
    });
  return (
    <form
      class="sheet narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <h2>{w.make}</h2>
      <TextField label={w.url} hint={w.urlHint} bound={url} error={errorOf("url")} />
      <Field label={w.what}>
        {(tied) => (
          <select
            {...tied}
            value={network.value}
            onChange={(event) => (network.value = event.currentTarget.value)}
          >
            <option value="">{w.own}</option>
            {networks.map((one) => (
              <option key={one.id} value={one.id}>
                {w.of(named(one))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div role="alert">{elsewhere(["url"]) && <p class="error">{elsewhere(["url"])}</p>}</div>
      <button type="submit" class="outline" disabled={busy.value}>
        {w.add}
      </button>
    </form>
  );
}

/** Shown once. */
export function Secret({ secret }: { secret: Signal<string> }) {
  const w = webhookWords.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="sheet narrow">
      <h2 ref={heading} tabIndex={-1}>
        {w.secret}
      </h2>
      <p>{w.once}</p>
      <p class="secret">{secret.value}</p>
      <button type="button" onClick={() => (secret.value = "")}>
        {w.kept}
      </button>
    </div>
  );
}
