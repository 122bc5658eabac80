import { ask } from "../client";
import { graphql } from "../contract";
import { AccountTabs } from "../parts/account-tabs";
import { Address } from "../parts/address";
import { Face } from "../parts/byline";
import { Choice } from "../parts/choice";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { useTrying } from "../parts/trying";
import { go } from "../router";
import { type Theme, theme } from "../theme";
import { chooseLanguage, sayGoodbye, type Viewer, viewer } from "../viewer";
import { type Interface, language, named, words } from "../words";
import { PresenceChoice } from "./account-presence";

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
          <small>
            <Address of={who.email} />
          </small>
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

function SignOutButton() {
  const { run, refusal } = useTrying();
  const signOut = () =>
    run(async () => {
      await ask(SignOut);
      go("/", true);
      await sayGoodbye();
    });
  return (
    <>
      <button type="button" class="outline" onClick={signOut}>
        {words.value.account.signOut}
      </button>
      <Refused text={refusal.value?.message} />
    </>
  );
}
