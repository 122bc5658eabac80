import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { WebhooksQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { AccountTabs } from "../parts/account-tabs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { webhookWords } from "../words/webhooks";
import { useDoing } from "./security-doing";
import { Part } from "./security-part";
import { NewWebhook, Secret } from "./webhook-new";
import { WebhookRow } from "./webhook-row";

const Webhooks = graphql(`
  query Webhooks {
    viewer {
      standings { kind network { id name nameEn } }
      webhooks {
        id url number failingSince dueAt pausedAt pauseReason
        network { name nameEn }
        deliveries { id first last attempts triedAt deliveredAt status note }
      }
    }
  }
`);

type Asked = NonNullable<WebhooksQuery["viewer"]>;
export type Hook = NonNullable<Asked["webhooks"]>[number];

/** Where news is delivered to programs, and how it got there. */
export function WebhooksPage() {
  const page = useOnce(async () => (await ask(Webhooks)).viewer ?? undefined);
  const secret = useSignal("");
  const doing = useDoing();
  const asked = page.data.value;
  if (!asked) return <Awaited {...page} />;
  const w = webhookWords.value;
  const { standings, webhooks } = asked;
  const coordinated = standings.flatMap(({ kind, network }) =>
    kind === "COORDINATOR" && network ? [network] : [],
  );
  return (
    <Reading>
      <Heading title={w.title} />
      <AccountTabs />
      <p class="lead">{w.lead}</p>
      <p>
        <a href="/api" target="_self">
          {w.guide}
        </a>
      </p>
      {!webhooks && <p class="none">{w.off}</p>}
      {webhooks && (
        <>
          <Part title={w.list} doing={doing}>
            {webhooks.length === 0 && <p class="none">{w.none}</p>}
            <ul class="ways">
              {webhooks.map((hook) => (
                <WebhookRow key={hook.id} hook={hook} doing={doing} secret={secret} changed={page.reload} />
              ))}
            </ul>
          </Part>
          {secret.value ? (
            <Secret secret={secret} />
          ) : (
            <NewWebhook networks={coordinated} secret={secret} changed={page.reload} />
          )}
        </>
      )}
    </Reading>
  );
}
