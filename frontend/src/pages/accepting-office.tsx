import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form } from "../parts/form";
import { Heading } from "../parts/heading";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { joiningWords } from "../words/joining";
import { Invites, type Offer, Thanks } from "./accepting";

const NamePeople = graphql(`
  mutation NamePeople($input: NameRepresentativesInput!) { nameRepresentatives(input: $input) { namedCount } }
`);

const NOBODY = { name: "", email: "", function: "" };
const MOST = 20;

/** A secretary names the people whom the office sends, and on whose word. */
export function ByOffice({ offer, secret }: { offer: Offer; secret: string }) {
  const w = joiningWords.value;
  const { run, busy, errorOf, refusal } = useTrying();
  const people = useSignal([NOBODY]);
  const word = useSignal("");
  const named = useSignal<number | undefined>(undefined);
  const set = (at: number, part: Partial<typeof NOBODY>) => {
    people.value = people.value.map((one, index) => (index === at ? { ...one, ...part } : one));
  };
  const send = () =>
    run(async () => {
      const input = { secret, representatives: people.value, word: word.value };
      named.value = (await ask(NamePeople, { input })).nameRepresentatives.namedCount;
    });
  if (named.value !== undefined) return <Thanks title={w.namedTitle} text={w.named(named.value)} />;
  return (
    <>
      <Heading title={w.offerOfficeTitle(offer.city?.name ?? "")} />
      <Invites offer={offer} />
      <p>{w.officeHint}</p>
      <Form class="sheet" submit={send}>
        {people.value.map((one, at) => (
          <fieldset key={at} class="nominee">
            <legend>{w.person(at + 1)}</legend>
            <TextField label={w.name} value={one.name} change={(name) => set(at, { name })} />
            <TextField
              label={w.email}
              type="email"
              value={one.email}
              change={(email) => set(at, { email })}
            />
            <TextField
              label={`${w.function} (${w.optional})`}
              value={one.function}
              change={(does) => set(at, { function: does })}
            />
            {people.value.length > 1 && (
              <button
                type="button"
                class="plain small"
                aria-label={w.removePerson(at + 1)}
                onClick={() => (people.value = people.value.filter((_, index) => index !== at))}
              >
                {w.removePerson(at + 1)}
              </button>
            )}
          </fieldset>
        ))}
        {people.value.length < MOST && (
          <button type="button" class="outline" onClick={() => (people.value = [...people.value, NOBODY])}>
            {w.addPerson}
          </button>
        )}
        <TextField label={w.word} hint={w.wordHint} bound={word} error={errorOf("word")} />
        <div role="alert">
          {refusal.value && refusal.value.field !== "word" && <p class="error">{refusal.value.message}</p>}
        </div>
        <button type="submit" disabled={busy.value}>
          {w.sendNames}
        </button>
      </Form>
    </>
  );
}
