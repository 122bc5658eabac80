import { useSignal } from "@preact/signals";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { OwnProfileQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { AccountTabs } from "../parts/account-tabs";
import { Field } from "../parts/field";
import { Form } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { loadViewer, type Standing, viewer } from "../viewer";
import { named } from "../words";
import { profileWords } from "../words/profile";
import { FaceField } from "./profile-face";

const OwnProfile = graphql(`
  query OwnProfile {
    viewer { email phone sharesPhone sharesEmail timeZone person { id name did seeks } }
  }
`);

const ChangeProfile = graphql(`
  mutation ChangeProfile($input: ChangeProfileInput!) {
    changeProfile(input: $input) { viewer { person { id name } } }
  }
`);

const ChangeFunction = graphql(`
  mutation ChangeFunction($input: ChangeFunctionInput!) {
    changeFunction(input: $input) { standing { id function } }
  }
`);

type Own = NonNullable<OwnProfileQuery["viewer"]>;

export function ProfilePage() {
  const page = useOnce(async () => (await ask(OwnProfile)).viewer ?? undefined);
  const who = viewer.value;
  const own = page.data.value;
  if (!own || !who) return <Awaited {...page} />;
  const w = profileWords.value;
  return (
    <Reading>
      <Heading title={w.title} />
      <AccountTabs />
      <p class="lead">{w.lead}</p>
      <FaceField who={who} />
      <About own={own} />
      <Functions standings={who.standings} />
    </Reading>
  );
}

function About({ own }: { own: Own }) {
  const w = profileWords.value;
  const refusal = useSignal<Refusal | undefined>(undefined);
  const said = useSignal("");
  const draft = useSignal({
    name: own.person.name,
    did: own.person.did ?? "",
    seeks: own.person.seeks ?? "",
    phone: own.phone,
    sharesPhone: own.sharesPhone,
    sharesEmail: own.sharesEmail,
    timeZone: own.timeZone,
  });
  type Draft = typeof draft.value;
  const set = <K extends keyof Draft>(name: K, value: Draft[K]) => {
    said.value = "";
    draft.value = { ...draft.value, [name]: value };
  };
  const save = async () => {
    refusal.value = undefined;
    said.value = w.saving;
    try {
      await ask(ChangeProfile, { input: draft.value });
      said.value = w.saved;
      await loadViewer();
    } catch (error) {
      said.value = "";
      refusal.value = refusalOf(error);
    }
  };
  const errorOf = (field: string) => (refusal.value?.field === field ? refusal.value.message : undefined);
  const elsewhere = refusal.value && !(refusal.value.field && refusal.value.field in draft.value);
  const text = (name: "name" | "phone", autocomplete: "name" | "tel") => (tied: object) => (
    <input
      {...tied}
      inputMode={name === "phone" ? "tel" : "text"}
      autocomplete={autocomplete}
      value={draft.value[name]}
      onInput={(event) => set(name, event.currentTarget.value)}
    />
  );
  const area = (name: "did" | "seeks") => (tied: object) => (
    <textarea
      {...tied}
      rows={3}
      maxLength={1000}
      value={draft.value[name]}
      onInput={(event) => set(name, event.currentTarget.value)}
    />
  );
  const shares = (name: "sharesPhone" | "sharesEmail", label: string) => (
    <label class="tick">
      <input
        type="checkbox"
        checked={draft.value[name]}
        onChange={(event) => set(name, event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <Form class="sheet low" submit={save}>
      <Field label={w.name} error={errorOf("name")}>
        {text("name", "name")}
      </Field>
      <Field label={w.did} hint={w.didHint} error={errorOf("did")}>
        {area("did")}
      </Field>
      <Field label={w.seeks} hint={w.seeksHint} error={errorOf("seeks")}>
        {area("seeks")}
      </Field>
      <Field label={w.phone} hint={w.phoneHint} error={errorOf("phone")}>
        {text("phone", "tel")}
      </Field>
      <div class="ticks">
        {shares("sharesPhone", w.sharePhone)}
        {shares("sharesEmail", w.shareEmail(own.email))}
        <p class="hint">{w.shareHint}</p>
      </div>
      <Field label={w.timeZone} hint={w.timeZoneHint} error={errorOf("timeZone")}>
        {(tied) => (
          <select
            {...tied}
            value={draft.value.timeZone}
            onChange={(event) => set("timeZone", event.currentTarget.value)}
          >
            {zones(draft.value.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div role="alert">{elsewhere && <p class="error">{refusal.value?.message}</p>}</div>
      <div class="buttons">
        <button type="submit">{w.save}</button>
        <p role="status">{said.value}</p>
      </div>
    </Form>
  );
}

function zones(chosen: string): string[] {
  const known = Intl.supportedValuesOf("timeZone").filter((zone) => zone.startsWith("Europe/"));
  return [...new Set([...known, chosen])].sort();
}

function Functions({ standings }: { standings: Standing[] }) {
  const w = profileWords.value;
  if (standings.length === 0) return null;
  return (
    <section class="part">
      <h2>{w.functions}</h2>
      <p class="hint">{w.functionsHint}</p>
      {standings.map((standing) => (
        <FunctionIn key={standing.id} standing={standing} />
      ))}
    </section>
  );
}

function FunctionIn({ standing }: { standing: Standing }) {
  const w = profileWords.value;
  const text = useSignal(standing.function);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const said = useSignal("");
  const save = async () => {
    refusal.value = undefined;
    try {
      await ask(ChangeFunction, { input: { standingId: standing.id, function: text.value } });
      said.value = w.saved;
      await loadViewer();
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  const place = [named(standing.network), standing.seat?.city.name].filter(Boolean).join(", ");
  return (
    <Form class="one-line" submit={save}>
      <Field label={w.functionIn(place)} error={refusal.value?.message}>
        {(tied) => (
          <input
            {...tied}
            autocomplete="organization-title"
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              said.value = "";
            }}
          />
        )}
      </Field>
      <button type="submit" class="outline" disabled={text.value === standing.function}>
        {w.save}
      </button>
      <p role="status" class="quiet">
        {said.value}
      </p>
    </Form>
  );
}
