import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, Refusal } from "../client";
import { graphql } from "../contract";
import type { DemoAccountsQuery } from "../contract/graphql";
import { Address } from "../parts/address";
import { Face } from "../parts/byline";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { hasPasskeys } from "../parts/passkey-door";
import { Reading } from "../parts/shell";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go, route } from "../router";
import { loadViewer, sessionEnded } from "../viewer";
import { language, words } from "../words";

const DemoAccounts = graphql(`
  query DemoAccounts { demoAccounts { email name description } }
`);

const SignIn = graphql(`
  mutation SignIn($input: SignInInput!) { signIn(input: $input) { viewer { person { id } } } }
`);

const SignInToDemo = graphql(`
  mutation SignInToDemo($email: String!) {
    signInToDemo(input: { email: $email }) { viewer { person { id } } }
  }
`);

const RequestLink = graphql(`
  mutation RequestLink($email: String!) { requestSignInLink(input: { email: $email }) { sent } }
`);

const RedeemLink = graphql(`
  mutation RedeemLink($secret: String!) {
    redeemSignInLink(input: { secret: $secret }) { viewer { person { id } } }
  }
`);

/** For a stranger at any address: a few words, and the door. The address stays, and is where one arrives. */
export function WelcomePage() {
  const w = words.value;
  return (
    <Reading>
      <div class="welcome">
        <div class="welcome-words">
          <Heading title={w.welcome.title} />
          <p class="lead">{w.welcome.text}</p>
          <p class="quiet">{w.welcome.closed}</p>
        </div>
        <div class="door">
          <Ended />
          <Demo />
          <Door />
        </div>
      </div>
    </Reading>
  );
}

export function SignInPage() {
  return (
    <Reading>
      <div class="door alone">
        <Heading title={words.value.signIn.title} />
        <Ended />
        <Demo />
        <Door bare />
      </div>
    </Reading>
  );
}

/** A mailed link does nothing when it is opened, as office mail opens links by itself; the button does. */
export function RedeemPage() {
  const w = words.value.signIn;
  const secret = route.value.hash.slice(1);
  const { refusal, busy, knock } = useDoor();
  return (
    <Reading>
      <div class="door alone">
        <Heading title={w.redeemTitle} />
        {secret ? (
          <>
            <p>{w.redeemHint}</p>
            <button
              type="button"
              disabled={busy.value}
              onClick={() => knock(() => ask(RedeemLink, { secret }))}
            >
              {w.redeem}
            </button>
          </>
        ) : (
          <p>{w.redeemMissing}</p>
        )}
        <Refused text={refusal.value?.message} />
        {(refusal.value || !secret) && (
          <p>
            <a href="/logowanie">{w.newLink}</a>
          </p>
        )}
      </div>
    </Reading>
  );
}

function Ended() {
  return <div role="alert">{sessionEnded.value && <p class="sent">{words.value.signIn.ended}</p>}</div>;
}

function Demo() {
  const w = words.value.signIn;
  const accounts = useSignal<DemoAccountsQuery["demoAccounts"]>([]);
  const { refusal, busy, knock } = useDoor();
  const spoken = language.value;
  useEffect(() => {
    ask(DemoAccounts)
      .then((answer) => {
        accounts.value = answer.demoAccounts;
      })
      .catch(() => {});
  }, [accounts, spoken]);
  if (accounts.value.length === 0) return null;
  return (
    <section class="demo">
      <h2>{w.demo}</h2>
      <p class="quiet">{w.demoHint}</p>
      <ul>
        {accounts.value.map(({ email, name, description }) => (
          <li key={email}>
            <button
              type="button"
              class="demo-account"
              disabled={busy.value}
              onClick={() => knock(() => ask(SignInToDemo, { email }))}
            >
              <Face name={name} />
              <span>
                <span class="unseen">{w.demoSignIn} </span>
                <b>{name}</b>
                <small>{description}</small>
                <small class="address">
                  <Address of={email} />
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Refused text={refusal.value?.message} />
    </section>
  );
}

function Door({ bare }: { bare?: boolean }) {
  const w = words.value.signIn;
  const { busy, run, knock, errorOf, elsewhere } = useDoor();
  const email = useSignal("");
  const password = useSignal("");
  const missing = useSignal<"email" | "password" | undefined>(undefined);
  const sentTo = useSignal<string | undefined>(undefined);
  const at = (field: "email" | "password", text: Signal<string>) => ({
    value: text.value,
    change: (typed: string) => {
      text.value = typed;
      missing.value = undefined;
    },
    error: missing.value === field ? w.required : errorOf(field),
  });

  const signIn = () => {
    missing.value = !email.value ? "email" : !password.value ? "password" : undefined;
    if (!missing.value)
      knock(() => ask(SignIn, { input: { email: email.value.trim(), password: password.value } }));
  };
  const sendLink = async () => {
    missing.value = email.value ? undefined : "email";
    if (missing.value) return;
    const address = email.value.trim();
    if (await run(() => ask(RequestLink, { email: address }))) sentTo.value = address;
  };

  return (
    <Form class="sign-in" submit={signIn}>
      {!bare && <h2>{w.title}</h2>}
      <TextField label={w.email} type="email" autocomplete="username" {...at("email", email)} />
      <TextField
        label={w.password}
        type="password"
        autocomplete="current-password"
        {...at("password", password)}
      />
      <Refused text={elsewhere(["email", "password"])} />
      <div class="buttons">
        <button type="submit" disabled={busy.value}>
          {w.submit}
        </button>
        <button type="button" class="outline" disabled={busy.value} onClick={sendLink}>
          {w.sendLink}
        </button>
      </div>
      <p class="hint">{w.byLinkHint}</p>
      <p class="hint">
        <a href="/haslo">{w.forgot}</a>
      </p>
      {hasPasskeys && (
        <button type="button" class="quiet-button" disabled={busy.value} onClick={() => knock(byPasskey)}>
          {w.byPasskey}
        </button>
      )}
      <p class="sent" role="status">
        {sentTo.value && w.linkSent(sentTo.value)}
      </p>
    </Form>
  );
}

async function byPasskey() {
  const { NotShown, signInWithPasskey } = await import("../passkeys");
  await signInWithPasskey().catch((error) => {
    throw error instanceof NotShown ? new Refusal("INVALID", words.value.signIn.passkeyNotShown) : error;
  });
}

/** Knocking: one try at a time, the refusal kept, and through it to where one wanted to go. */
function useDoor() {
  const trying = useTrying();
  const knock = (ask: () => Promise<unknown>) =>
    trying.run(async () => {
      await ask();
      await enter();
    });
  return { ...trying, knock };
}

async function enter() {
  await loadViewer();
  if (route.value.path.startsWith("/logowanie")) go("/", true);
}
