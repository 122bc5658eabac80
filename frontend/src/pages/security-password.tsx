import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form } from "../parts/form";
import { TextField } from "../parts/text-field";
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
      <Form class="sheet narrow" submit={save}>
        {/* Password managers need to know whose password it is. */}
        <input type="hidden" name="username" autocomplete="username" value={who.email} />
        {who.hasPassword && (
          <TextField
            label={w.currentPassword}
            error={errorOf("currentPassword")}
            type="password"
            autocomplete="current-password"
            bound={current}
          />
        )}
        <TextField
          label={w.newPassword}
          hint={w.passwordHint}
          error={errorOf("newPassword")}
          type="password"
          autocomplete="new-password"
          bound={fresh}
        />
        <button type="submit" class="outline" disabled={!fresh.value || busy.value}>
          {who.hasPassword ? w.changePassword : w.setPassword}
        </button>
      </Form>
    </Part>
  );
}
