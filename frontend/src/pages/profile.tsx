import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { OwnProfileQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { AccountTabs } from "../parts/account-tabs";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { SelectField, TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
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
  const { run, errorOf, elsewhere } = useTrying();
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
    said.value = w.saving;
    const isDone = await run(() => ask(ChangeProfile, { input: draft.value }));
    said.value = isDone ? w.saved : "";
    if (isDone) await loadViewer();
  };
  const at = <K extends keyof Draft>(name: K) => ({
    value: draft.value[name],
    change: (value: Draft[K]) => set(name, value),
    error: errorOf(name),
  });
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
      <TextField label={w.name} autocomplete="name" {...at("name")} />
      <TextField label={w.did} hint={w.didHint} rows={3} maxLength={1000} {...at("did")} />
      <TextField label={w.seeks} hint={w.seeksHint} rows={3} maxLength={1000} {...at("seeks")} />
      <TextField label={w.phone} hint={w.phoneHint} type="tel" autocomplete="tel" {...at("phone")} />
      <div class="ticks">
        {shares("sharesPhone", w.sharePhone)}
        {shares("sharesEmail", w.shareEmail(own.email))}
        <p class="hint">{w.shareHint}</p>
      </div>
      <SelectField
        label={w.timeZone}
        hint={w.timeZoneHint}
        among={zones(draft.value.timeZone).map((zone) => [zone, zone.replaceAll("_", " ")] as const)}
        {...at("timeZone")}
      />
      <Refused text={elsewhere(Object.keys(draft.value))} />
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
  const { run, refusal } = useTrying();
  const said = useSignal("");
  const save = () =>
    run(async () => {
      await ask(ChangeFunction, { input: { standingId: standing.id, function: text.value } });
      said.value = w.saved;
      await loadViewer();
    });
  const place = [named(standing.network), standing.seat?.city.name].filter(Boolean).join(", ");
  return (
    <Form class="one-line" submit={save}>
      <TextField
        label={w.functionIn(place)}
        autocomplete="organization-title"
        value={text.value}
        change={(typed) => {
          text.value = typed;
          said.value = "";
        }}
        error={refusal.value?.message}
      />
      <button type="submit" class="outline" disabled={text.value === standing.function}>
        {w.save}
      </button>
      <p role="status" class="quiet">
        {said.value}
      </p>
    </Form>
  );
}
