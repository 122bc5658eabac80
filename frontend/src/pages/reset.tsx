import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go, route } from "../router";
import { loadViewer } from "../viewer";
import { words } from "../words";
import { securityWords } from "../words/security";

const RequestReset = graphql(`
  mutation RequestReset($email: String!) { requestPasswordReset(input: { email: $email }) { sent } }
`);

const Reset = graphql(`
  mutation Reset($input: ResetPasswordInput!) {
    resetPassword(input: $input) { viewer { person { id } } }
  }
`);

/** Without a secret one asks for a link; with one, opening it does nothing, and the button sets the password. */
export function ResetPage() {
  const secret = route.value.hash.slice(1);
  return (
    <Reading>
      <div class="door alone">{secret ? <NewPassword secret={secret} /> : <Forgotten />}</div>
    </Reading>
  );
}

function Forgotten() {
  const w = securityWords.value;
  const email = useSignal("");
  const sentTo = useSignal("");
  const { refusal, busy, run } = useTrying();
  const send = () =>
    run(async () => {
      const address = email.value.trim();
      await ask(RequestReset, { email: address });
      sentTo.value = address;
    });
  return (
    <>
      <Heading title={w.forgotTitle} />
      <p>{w.forgotText}</p>
      <Form class="sign-in" submit={send}>
        <TextField
          label={words.value.signIn.email}
          error={refusal.value?.message}
          type="email"
          autocomplete="username"
          bound={email}
        />
        <div class="buttons">
          <button type="submit" disabled={busy.value || !email.value}>
            {w.forgotSend}
          </button>
          <a href="/logowanie">{w.forgotBack}</a>
        </div>
        <p class="sent" role="status">
          {sentTo.value && words.value.signIn.linkSent(sentTo.value)}
        </p>
      </Form>
    </>
  );
}

function NewPassword({ secret }: { secret: string }) {
  const w = securityWords.value;
  const fresh = useSignal("");
  const { refusal, busy, run } = useTrying();
  const save = () =>
    run(async () => {
      await ask(Reset, { input: { secret, newPassword: fresh.value } });
      await loadViewer();
      go("/", true);
    });
  const ofField = refusal.value?.field === "newPassword";
  return (
    <>
      <Heading title={w.resetTitle} />
      <p>{w.resetText}</p>
      <Form class="sign-in" submit={save}>
        <TextField
          label={w.newPassword}
          hint={w.passwordHint}
          error={ofField ? refusal.value?.message : undefined}
          type="password"
          autocomplete="new-password"
          bound={fresh}
        />
        <div class="buttons">
          <button type="submit" disabled={busy.value || !fresh.value}>
            {w.resetSubmit}
          </button>
        </div>
        <div role="alert">
          {refusal.value && !ofField && (
            <>
              <p class="error">{refusal.value.message}</p>
              <p>
                <a href="/haslo">{w.resetAgain}</a>
              </p>
            </>
          )}
        </div>
      </Form>
    </>
  );
}
