import { ask } from "../client";
import { graphql } from "../contract";
import { Sure } from "../parts/sure";
import { When } from "../parts/when";
import { named } from "../words";
import { securityWords } from "../words/security";
import type { Secured } from "./security";
import { useDoing } from "./security-doing";
import { Part } from "./security-part";
import { NewToken } from "./security-token-new";

const EndToken = graphql(`
  mutation EndToken($tokenId: ID!) {
    endToken(input: { tokenId: $tokenId }) { token { id endedAt } }
  }
`);

type Props = { tokens: NonNullable<Secured["tokens"]>; changed: () => Promise<void> };

export function Tokens({ tokens, changed }: Props) {
  const w = securityWords.value;
  const doing = useDoing();
  const end = (tokenId: string) =>
    doing.run(async () => {
      await ask(EndToken, { tokenId });
      await changed();
      return w.tokenEnded;
    });
  return (
    <Part title={w.tokens} doing={doing}>
      <p class="quiet">{w.tokensText}</p>
      {tokens.length === 0 && <p class="none">{w.noTokens}</p>}
      <ul class="ways">
        {tokens.map(({ id, name, mayWrite, networks, createdAt, usedAt, expiresAt, endedAt }) => (
          <li key={id} class={endedAt ? "over" : undefined}>
            <span>
              <b>{name}</b>
              <small>
                {mayWrite ? w.mayWrite : w.mayRead} ·{" "}
                {networks ? networks.map(named).join(", ") : w.allNetworks} · {endedAt ? w.endedAt : w.madeAt}{" "}
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
      <NewToken done={changed} />
    </Part>
  );
}
