import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Field } from "../parts/field";
import { loadViewer, type Viewer } from "../viewer";
import { securityWords } from "../words/security";
import { useDoing } from "./security-doing";
import { Part } from "./security-part";

const SetPassword = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) { viewer { hasPassword } }
  }
`);

export function Password({ who, changed }: { who: Viewer; changed: () => Promise<void> }) {
  const w = securityWords.value;
  const doing = useDoing();
  const current = useSignal("");
  const fresh = useSignal("");
  const save = () =>
    doing.run(async () => {
      const currentPassword = who.hasPassword ? current.value : null;
      await ask(SetPassword, { input: { currentPassword, newPassword: fresh.value } });
      current.value = "";
      fresh.value = "";
      await Promise.all([loadViewer(), changed()]);
      return w.passwordSaved;
    });
  const { busy, errorOf } = doing;
  return (
    <Part title={w.password} doing={doing}>
      <p class="quiet">{who.hasPassword ? w.passwordEnds : w.noPassword}</p>
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
        <button type="submit" class="outline" disabled={!fresh.value || busy.value}>
          {who.hasPassword ? w.changePassword : w.setPassword}
        </button>
      </form>
    </Part>
  );
}
