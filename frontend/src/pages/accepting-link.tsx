import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { LinkUse } from "../contract/graphql";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { go } from "../router";
import { loadViewer, viewer } from "../viewer";
import { joiningWords } from "../words/joining";
import { Invites, networkOf, type Offer, Thanks } from "./accepting";

const UseLink = graphql(`
  mutation UseLink($input: UseInvitationLinkInput!) { useInvitationLink(input: $input) { use } }
`);

const FIELDS = ["name", "email", "city", "function", "words"];

/** Somebody in a room, with a phone: who has an account asks as they are, others give a name and an address. */
export function ByLink({ offer, secret }: { offer: Offer; secret: string }) {
  const w = joiningWords.value;
  const who = viewer.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const draft = useSignal({ name: "", email: "", city: "", function: "", words: "" });
  const used = useSignal<LinkUse | undefined>(undefined);
  const set = (part: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...part };
  };
  const send = () =>
    run(async () => {
      const { name, email, city, ...said } = draft.value;
      const stranger = who ? {} : { name, email: email.trim() };
      const input = { secret, ...said, ...stranger, city: offer.city ? null : city };
      const { use } = (await ask(UseLink, { input })).useInvitationLink;
      used.value = use;
      if (use === "JOINED") {
        await loadViewer();
        go("/", true);
      }
    });
  if (used.value === "ASKED") return <Thanks title={w.askedTitle} text={w.asked} />;
  if (used.value === "MAILED")
    return <Thanks title={w.mailedTitle} text={w.mailed(draft.value.email.trim())} />;
  return (
    <>
      <Heading title={w.offerLinkTitle(networkOf(offer))} />
      <Invites offer={offer} />
      <Form class="sheet narrow" submit={send}>
        {who ? (
          <p>
            <b>{w.asYou(who.person.name)}</b>
          </p>
        ) : (
          <>
            <TextField
              label={w.name}
              value={draft.value.name}
              change={(name) => set({ name })}
              autocomplete="name"
              error={errorOf("name")}
            />
            <TextField
              label={w.email}
              type="email"
              value={draft.value.email}
              change={(email) => set({ email })}
              autocomplete="email"
              error={errorOf("email")}
            />
          </>
        )}
        {!offer.city && (
          <TownField value={draft.value.city} change={(city) => set({ city })} error={errorOf("city")} />
        )}
        <TextField
          label={`${w.function} (${w.optional})`}
          value={draft.value.function}
          change={(does) => set({ function: does })}
          autocomplete="organization-title"
          error={errorOf("function")}
        />
        {!offer.admits && (
          <TextField
            label={`${w.words} (${w.optional})`}
            rows={2}
            value={draft.value.words}
            change={(said) => set({ words: said })}
            error={errorOf("words")}
          />
        )}
        <Refused text={elsewhere(FIELDS)} />
        <button type="submit" disabled={busy.value}>
          {offer.admits ? w.come : w.ask}
        </button>
        {!who && (
          <p class="hint">
            <a href="/logowanie">{w.signIn}</a>
          </p>
        )}
      </Form>
    </>
  );
}
