import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { SecurityQuery } from "../contract/graphql";
import { AccountTabs } from "../parts/account-tabs";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Failed, Loading } from "../parts/states";
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
    }
  }
`);

export type Secured = NonNullable<SecurityQuery["viewer"]>;

/** How one comes in, and what is open: each part mends itself, and then asks for all anew. */
export function SecurityPage() {
  const secured = useSignal<Secured | null | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const load = async () => {
    refusal.value = undefined;
    try {
      secured.value = (await ask(Security)).viewer;
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  useEffect(() => {
    load();
  }, []);
  const who = viewer.value;
  if (refusal.value) return <Failed refusal={refusal.value} retry={load} />;
  if (!secured.value || !who) return <Loading />;
  const { passkeys, sessions, tokens } = secured.value;
  const w = securityWords.value;
  return (
    <Reading>
      <Heading title={w.title} />
      <AccountTabs />
      <p class="lead">{w.lead}</p>
      <Sessions sessions={sessions ?? []} changed={load} />
      <Password who={who} changed={load} />
      <Passkeys passkeys={passkeys ?? []} changed={load} />
      <Tokens tokens={tokens ?? []} changed={load} />
    </Reading>
  );
}
