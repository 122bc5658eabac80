import { type Signal, useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Sure } from "../parts/sure";
import { TextField } from "../parts/text-field";
import { When } from "../parts/when";
import { named } from "../words";
import { webhookWords } from "../words/webhooks";
import type { Doing } from "./security-doing";
import type { Hook } from "./webhooks";

const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($webhookId: ID!) {
    rotateWebhookSecret(input: { webhookId: $webhookId }) { secret }
  }
`);
const PauseWebhook = graphql(`
  mutation PauseWebhook($webhookId: ID!) { pauseWebhook(input: { webhookId: $webhookId }) { webhook { id } } }
`);
const ResumeWebhook = graphql(`
  mutation ResumeWebhook($input: ResumeWebhookInput!) { resumeWebhook(input: $input) { webhook { id } } }
`);
const EndWebhook = graphql(`
  mutation EndWebhook($webhookId: ID!) { endWebhook(input: { webhookId: $webhookId }) { webhook { id } } }
`);

type Props = { hook: Hook; doing: Doing; secret: Signal<string>; changed: () => Promise<void> };

export function WebhookRow({ hook, doing, secret, changed }: Props) {
  const w = webhookWords.value;
  const webhookId = hook.id;
  const from = useSignal("");
  const run = (act: () => Promise<unknown>, said: string) =>
    doing.run(async () => {
      await act();
      await changed();
      return said;
    });
  const resume = (fromNumber: number | null) =>
    run(() => ask(ResumeWebhook, { input: { webhookId, fromNumber } }), w.done);
  const rotate = async () => {
    secret.value = (await ask(RotateWebhookSecret, { webhookId })).rotateWebhookSecret.secret;
  };
  return (
    <li>
      <span>
        <b>{hook.url}</b>
        <small>
          {hook.network ? w.of(named(hook.network)) : w.own} · {w.until(hook.number)}
          {hook.failingSince && !hook.pausedAt && (
            <>
              {" · "}
              {w.failing} <When at={hook.failingSince} /> · {w.next} <When at={hook.dueAt} />
            </>
          )}
          {hook.pausedAt && (
            <>
              {" · "}
              {w.paused} <When at={hook.pausedAt} /> {hook.pauseReason}
            </>
          )}
        </small>
      </span>
      <div class="buttons">
        {hook.pausedAt ? (
          <button type="button" class="plain" onClick={() => resume(null)}>
            {w.resume}
          </button>
        ) : (
          <button
            type="button"
            class="plain"
            onClick={() => run(() => ask(PauseWebhook, { webhookId }), w.done)}
          >
            {w.pause}
          </button>
        )}
        <Sure
          label={w.rotate}
          name={w.rotateNamed(hook.url)}
          question={w.rotateSure}
          yes={w.rotateYes}
          busy={doing.busy.value}
          run={() => run(rotate, w.done)}
        />
        <Sure
          label={w.end}
          name={w.endNamed(hook.url)}
          question={w.endSure}
          yes={w.endYes}
          busy={doing.busy.value}
          run={() => run(() => ask(EndWebhook, { webhookId }), w.ended)}
        />
      </div>
      <details>
        <summary>{w.deliveries(hook.deliveries.length)}</summary>
        <Deliveries hook={hook} />
        <form
          class="buttons"
          onSubmit={(event) => {
            event.preventDefault();
            resume(Number(from.value));
          }}
        >
          <TextField label={w.replay} type="number" bound={from} />
          <button type="submit" class="outline" disabled={!from.value}>
            {w.resume}
          </button>
        </form>
      </details>
    </li>
  );
}

function Deliveries({ hook }: { hook: Hook }) {
  const w = webhookWords.value;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{w.numbers}</th>
          <th scope="col">{w.tried}</th>
          <th scope="col">{w.attempts}</th>
          <th scope="col">{w.answer}</th>
        </tr>
      </thead>
      <tbody>
        {hook.deliveries.map(({ id, first, last, attempts, triedAt, deliveredAt, status, note }) => (
          <tr key={id}>
            <td>{last < first ? w.greeting : first === last ? first : `${first}–${last}`}</td>
            <td>
              <When at={triedAt} />
            </td>
            <td>{attempts}</td>
            <td>{deliveredAt ? `${status} ${w.arrived}` : `${status ?? ""} ${note}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
