import { ask } from "../client";
import { graphql } from "../contract";
import { Sure } from "../parts/sure";
import { When } from "../parts/when";
import { named } from "../words";
import { programWords } from "../words/programs";
import { securityWords } from "../words/security";
import type { Secured } from "./security";
import { type Doing, useDoing } from "./security-doing";
import { Part } from "./security-part";
import { NewToken } from "./security-token-new";

const EndToken = graphql(`
  mutation EndToken($tokenId: ID!) {
    endToken(input: { tokenId: $tokenId }) { token { id endedAt } }
  }
`);

type Token = NonNullable<Secured["tokens"]>[number];
type Props = { tokens: Token[]; changed: () => Promise<void> };

export function Tokens({ tokens, changed }: Props) {
  const w = securityWords.value;
  const doing = useDoing();
  return (
    <Part title={w.tokens} doing={doing}>
      <p class="quiet">
        {w.tokensText} <a href="/konto/konsola">{programWords.value.console}</a>
      </p>
      {tokens.length === 0 && <p class="none">{w.noTokens}</p>}
      <TokenList tokens={tokens} doing={doing} changed={changed} />
      <NewToken done={changed} />
    </Part>
  );
}

type Listed = Omit<Token, "networks" | "mayWrite"> & Partial<Token>;
type ListProps = { tokens: Listed[]; doing: Doing; changed: () => Promise<void> };

/** Access tokens, each with the button that ends it; those of a service account have neither networks nor rights. */
export function TokenList({ tokens, doing, changed }: ListProps) {
  const w = securityWords.value;
  const end = (tokenId: string) =>
    doing.run(async () => {
      await ask(EndToken, { tokenId });
      await changed();
      return w.tokenEnded;
    });
  return (
    <ul class="ways">
      {tokens.map(({ id, name, mayWrite, networks, scopes, createdAt, usedAt, expiresAt, endedAt }) => (
        <li key={id} class={endedAt ? "over" : undefined}>
          <span>
            <b>{name}</b>
            <small>
              {opened({ mayWrite, networks, scopes })} · {endedAt ? w.endedAt : w.madeAt}{" "}
              <When at={endedAt ?? createdAt} />
              {!endedAt && usedAt && (
                <>
                  {" · "}
                  {w.tokenUsed} <When at={usedAt} />
                </>
              )}
              {!endedAt && expiresAt && (
                <>
                  {" · "}
                  {w.tokenExpires} <When at={expiresAt} />
                </>
              )}
            </small>
          </span>
          {!endedAt && (
            <Sure
              label={w.endToken}
              name={w.endTokenNamed(name)}
              question={w.endTokenSure(name)}
              yes={w.endTokenYes}
              busy={doing.busy.value}
              run={() => end(id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function opened({ mayWrite, networks, scopes }: Pick<Listed, "mayWrite" | "networks" | "scopes">): string {
  const w = securityWords.value;
  const p = programWords.value;
  const things = scopes?.map((scope) => p.scope[scope]).join(", ") ?? p.allThings;
  if (mayWrite === undefined) return things || p.published;
  const where = networks ? networks.map(named).join(", ") : w.allNetworks;
  return [mayWrite ? w.mayWrite : w.mayRead, where, things].join(" · ");
}
