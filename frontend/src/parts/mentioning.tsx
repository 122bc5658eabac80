import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useId } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { MentionableQuery } from "../contract/graphql";
import { discussionWords } from "../words/discussion";

const Mentionable = graphql(`
  query Mentionable($id: ID!, $text: String!) {
    node(id: $id) {
      __typename
      ... on Thread { id mentionable(text: $text, first: 6) { kind name about personCount } }
      ... on Board { id mentionable(text: $text, first: 6) { kind name about personCount } }
    }
  }
`);

type Found = Extract<NonNullable<MentionableQuery["node"]>, { __typename: "Thread" }>["mentionable"];
type State = { found: Found; from: number; chosen: number };

const BEGUN = /(?:^|[^\p{L}\p{N}@./])@(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)?)?$/u;

/** Completes names after an @ in a text: those who see the thread, or would see a new one on the board. Keys as WAI-ARIA says of a list that follows typing. */
export function useMentioning(
  placeId: string | undefined,
  area: RefObject<HTMLTextAreaElement | null>,
  change: (body: string) => void,
) {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const state = useSignal<State | undefined>(undefined);

  const look = () => {
    const text = area.current;
    const begun = text && BEGUN.exec(text.value.slice(0, text.selectionStart));
    typed.value = begun ? (begun[1] ?? "") : undefined;
    if (!begun) state.value = undefined;
  };
  useEffect(() => {
    const wanted = typed.value;
    if (wanted === undefined || placeId === undefined) return;
    const wait = setTimeout(async () => {
      const { node } = await ask(Mentionable, { id: placeId, text: wanted }).catch(() => ({ node: null }));
      if (typed.peek() !== wanted || !area.current) return;
      const found = node && "mentionable" in node ? node.mentionable : [];
      const from = area.current.selectionStart - wanted.length;
      state.value = found.length > 0 ? { found, from, chosen: 0 } : undefined;
    }, 120);
    return () => clearTimeout(wait);
  }, [typed.value, placeId]);

  const take = (place: number) => {
    const held = state.value;
    const text = area.current;
    const one = held?.found[place];
    if (!held || !text || !one) return;
    const before = `${text.value.slice(0, held.from)}${one.name} `;
    change(before + text.value.slice(text.selectionStart).replace(/^ /, ""));
    state.value = typed.value = undefined;
    requestAnimationFrame(() => {
      text.focus();
      text.setSelectionRange(before.length, before.length);
    });
  };
  const move = (held: State, by: number) => {
    const count = held.found.length;
    state.value = { ...held, chosen: (held.chosen + by + count) % count };
  };
  /** Whether the key was meant for the list. */
  const key = (event: KeyboardEvent): boolean => {
    const held = state.value;
    if (!held || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowDown") move(held, 1);
    else if (event.key === "ArrowUp") move(held, -1);
    else if (event.key === "Enter" || event.key === "Tab") take(held.chosen);
    else if (event.key === "Escape") state.value = undefined;
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const tied = {
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    "aria-controls": state.value ? `${id}-list` : undefined,
    "aria-activedescendant": state.value ? `${id}-${state.value.chosen}` : undefined,
  };
  return { look, key, tied, list: <List id={id} state={state} take={take} /> };
}

function List({
  id,
  state,
  take,
}: {
  id: string;
  state: Signal<State | undefined>;
  take: (place: number) => void;
}) {
  const d = discussionWords.value;
  const held = state.value;
  return (
    <>
      <div role="status" class="unseen">
        {held && d.mentionFound(held.found.length)}
      </div>
      {held && (
        <div role="listbox" id={`${id}-list`} aria-label={d.mention} class="mentionable">
          {held.found.map((one, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text field
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field
            <div
              key={`${one.kind}${one.name}${one.about}`}
              role="option"
              id={`${id}-${place}`}
              aria-selected={place === held.chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(place)}
            >
              <b>{one.name}</b>
              <span>{one.kind === "PERSON" ? one.about : d.everyoneOf(one.personCount)}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
