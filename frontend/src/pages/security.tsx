import { ask } from "../client";
import { graphql } from "../contract";
import type { SecurityQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { AccountTabs } from "../parts/account-tabs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { viewer } from "../viewer";
import { securityWords } from "../words/security";
import { Passkeys } from "./security-passkeys";
import { Password } from "./security-password";
import { Sessions } from "./security-sessions";
import { Tokens } from "./security-tokens";

const Security = graphql(`
  query Security {
    viewer {
      sessions { id device lastUsedAt isCurrent }
      passkeys { id name lastUsedAt }
      tokens { id name mayWrite scopes createdAt usedAt expiresAt endedAt networks { id name nameEn } }
      webhooks { id }
    }
  }
`);

export type Secured = NonNullable<SecurityQuery["viewer"]>;

/** How one comes in, and what is open: each part mends itself, and then asks for all anew. */
export function SecurityPage() {
  const page = useOnce(async () => (await ask(Security)).viewer ?? undefined);
  const who = viewer.value;
  const secured = page.data.value;
  if (!secured || !who) return <Awaited {...page} />;
  const { passkeys, sessions, tokens, webhooks } = secured;
  const w = securityWords.value;
  return (
    <Reading>
      <Heading title={w.title} />
      <AccountTabs />
      <p class="lead">{w.lead}</p>
      <Sessions sessions={sessions ?? []} changed={page.reload} />
      <Password who={who} changed={page.reload} />
      <Passkeys passkeys={passkeys ?? []} changed={page.reload} />
      <Tokens tokens={tokens ?? []} changed={page.reload} />
      {webhooks && (
        <p>
          <a href="/konto/webhooki">{w.webhooks}</a>
        </p>
      )}
    </Reading>
  );
}
