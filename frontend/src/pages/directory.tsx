import { useSignal } from "@preact/signals";
import "../look/joining.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { OtherNetworksQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { networks } from "../viewer";
import { language, named, themed } from "../words";
import { joiningWords } from "../words/joining";

const OtherNetworks = graphql(`
  query OtherNetworks {
    directory { id name nameEn theme themeEn hue }
    viewer { requests { id networkName networkNameEn answeredAt isAccepted reason city { id name } } }
  }
`);

const AskToJoin = graphql(`
  mutation AskToJoin($input: RequestToJoinInput!) { requestToJoin(input: $input) { request { id } } }
`);

type Card = OtherNetworksQuery["directory"][number];
type Own = NonNullable<OtherNetworksQuery["viewer"]>["requests"][number];

/** Networks one may know of without being in them, and what became of one's requests. */
export function DirectoryPage() {
  const w = joiningWords.value;
  const page = useOnce(() => ask(OtherNetworks));
  const found = page.data.value;
  if (!found) return <Awaited {...page} />;
  const mine = new Set(networks.value.map((network) => network.id));
  const others = found.directory.filter((card) => !mine.has(card.id));
  const requests = found.viewer?.requests ?? [];
  return (
    <Reading>
      <Heading title={w.others} />
      <p class="lead">{w.othersLead}</p>
      {others.length === 0 && <Empty>{w.noOthers}</Empty>}
      <ul class="rows requests">
        {others.map((card) => (
          <Other key={card.id} card={card} done={page.reload} />
        ))}
      </ul>
      {requests.length > 0 && (
        <section class="part">
          <h2>{w.ownRequests}</h2>
          <ul class="rows">
            {requests.map((one) => (
              <OwnRequest key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
    </Reading>
  );
}

function OwnRequest({ one }: { one: Own }) {
  const w = joiningWords.value;
  const state = one.isAccepted ? "JOINED" : one.answeredAt ? "WITHDRAWN" : "WAITING";
  const said = one.isAccepted ? w.accepted : one.answeredAt ? w.refused : w.waitsForAnswer;
  return (
    <li class="row">
      <p class="invited">
        <b>{language.value === "en" ? one.networkNameEn : one.networkName}</b>
        <span class="city">{one.city?.name}</span>
        <span class="state" data-state={state}>
          {said}
        </span>
      </p>
      {one.reason && <p class="row-facts">{one.reason}</p>}
    </li>
  );
}

function Other({ card, done }: { card: Card; done: () => void }) {
  const w = joiningWords.value;
  const asks = useSignal(false);
  const draft = useSignal({ city: "", function: "", words: "" });
  const { run, busy, errorOf, elsewhere } = useTrying();
  const set = (part: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...part };
  };
  const send = async () => {
    const sent = await run((idempotencyKey) =>
      ask(AskToJoin, { input: { networkId: card.id, ...draft.value, idempotencyKey } }),
    );
    if (!sent) return;
    asks.value = false;
    done();
  };
  return (
    <li class="row" style={{ "--hue": card.hue }}>
      <div>
        <h2 class="row-title">{named(card)}</h2>
        <p class="row-text">{themed(card)}</p>
      </div>
      {asks.value ? (
        <Form class="sheet narrow" submit={send}>
          <TownField value={draft.value.city} change={(city) => set({ city })} error={errorOf("city")} />
          <TextField
            label={`${w.function} (${w.optional})`}
            value={draft.value.function}
            change={(does) => set({ function: does })}
            error={errorOf("function")}
          />
          <TextField
            label={`${w.words} (${w.optional})`}
            rows={2}
            value={draft.value.words}
            change={(words) => set({ words })}
            error={errorOf("words")}
          />
          <Refused text={elsewhere(["city", "function", "words"])} />
          <button type="submit" disabled={busy.value}>
            {w.ask}
          </button>
        </Form>
      ) : (
        <div class="buttons">
          <button
            type="button"
            class="outline"
            aria-label={w.askFor(named(card))}
            onClick={() => {
              asks.value = true;
            }}
          >
            {w.ask}
          </button>
        </div>
      )}
    </li>
  );
}
