import { useSignal } from "@preact/signals";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import { AccountTabs } from "../parts/account-tabs";
import { Face } from "../parts/byline";
import { Choice } from "../parts/choice";
import { Field } from "../parts/field";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { go } from "../router";
import { type Theme, theme } from "../theme";
import { chooseLanguage, loadViewer, sayGoodbye, type Viewer, viewer } from "../viewer";
import { type Interface, language, named, words } from "../words";
import { PresenceChoice } from "./account-presence";

const SetPassword = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) { viewer { hasPassword } }
  }
`);

const SignOut = graphql(`
  mutation SignOut { signOut { signedOut } }
`);

export function AccountPage() {
  const who = viewer.value;
  if (!who) return null;
  const w = words.value.account;
  return (
    <Reading>
      <Heading title={w.title} />
      <AccountTabs />
      <div class="me-line">
        <Face name={who.person.name} id={who.person.id} />
        <span>
          <b>{who.person.name}</b>
          <small>{who.email}</small>
        </span>
      </div>
      <Places who={who} />
      <section class="part">
        <h2>{w.theme}</h2>
        <Choice<Theme>
          name={w.theme}
          chosen={theme.value}
          among={[
            ["system", w.themes.system],
            ["light", w.themes.light],
            ["dark", w.themes.dark],
          ]}
          choose={(chosen) => {
            theme.value = chosen;
          }}
        />
      </section>
      <section class="part">
        <h2>{w.language}</h2>
        <Choice<Interface>
          name={w.language}
          chosen={language.value}
          among={[
            ["pl", "Polski"],
            ["en", "English"],
          ]}
          choose={chooseLanguage}
        />
      </section>
      <PresenceChoice who={who} />
      <Password who={who} />
      <section class="part">
        <h2>{w.signOut}</h2>
        <p class="quiet">{w.signOutText}</p>
        <SignOutButton />
      </section>
    </Reading>
  );
}

function Places({ who }: { who: Viewer }) {
  const w = words.value.account;
  if (who.standings.length === 0) return null;
  return (
    <section class="part">
      <h2>{w.networks}</h2>
      <ul class="places">
        {who.standings.map((standing) => (
          <li key={standing.id} style={{ "--hue": standing.network.hue }}>
            <i class="dot" />
            <span>
              <a href={`/sieci/${standing.network.slug}`}>{named(standing.network)}</a>
              <small>
                {[standing.seat?.city.name, w.standings[standing.kind], standing.function]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Password({ who }: { who: Viewer }) {
  const w = words.value.account;
  const current = useSignal("");
  const fresh = useSignal("");
  const refusal = useSignal<Refusal | undefined>(undefined);
  const saved = useSignal(false);
  const save = async () => {
    saved.value = false;
    refusal.value = undefined;
    try {
      const currentPassword = who.hasPassword ? current.value : null;
      await ask(SetPassword, { input: { currentPassword, newPassword: fresh.value } });
      current.value = "";
      fresh.value = "";
      saved.value = true;
      await loadViewer();
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  const errorOf = (field: string) => (refusal.value?.field === field ? refusal.value.message : undefined);
  const elsewhere = refusal.value && !["currentPassword", "newPassword"].includes(refusal.value.field ?? "");
  return (
    <section class="part">
      <h2>{w.password}</h2>
      <form
        class="sheet narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {/* Password managers need to know whose password it is. */}
        <input type="hidden" name="username" autocomplete="username" value={who.email} />
        {who.hasPassword && (
          <Field label={w.currentPassword} error={errorOf("currentPassword")}>
            {(tied) => (
              <input
                {...tied}
                type="password"
                autocomplete="current-password"
                value={current.value}
                onInput={(event) => {
                  current.value = event.currentTarget.value;
                }}
              />
            )}
          </Field>
        )}
        <Field label={w.newPassword} hint={w.passwordHint} error={errorOf("newPassword")}>
          {(tied) => (
            <input
              {...tied}
              type="password"
              autocomplete="new-password"
              value={fresh.value}
              onInput={(event) => {
                fresh.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <div role="alert">{elsewhere && <p class="error">{refusal.value?.message}</p>}</div>
        <button type="submit" class="outline" disabled={!fresh.value}>
          {who.hasPassword ? w.changePassword : w.setPassword}
        </button>
        <p role="status">{saved.value && w.passwordSaved}</p>
      </form>
    </section>
  );
}

function SignOutButton() {
  const refusal = useSignal<Refusal | undefined>(undefined);
  const signOut = async () => {
    try {
      await ask(SignOut);
      go("/", true);
      await sayGoodbye();
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  return (
    <>
      <button type="button" class="outline" onClick={signOut}>
        {words.value.account.signOut}
      </button>
      <div role="alert">{refusal.value && <p class="error">{refusal.value.message}</p>}</div>
    </>
  );
}
