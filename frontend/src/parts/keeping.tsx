import { useSignal } from "@preact/signals";
import { Bookmark, BookmarkCheck } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import { readingWords } from "../words/reading";
import { Icon } from "./icon";

const PutBookmark = graphql(`
  mutation PutBookmark($input: PutBookmarkInput!) { putBookmark(input: $input) { bookmark { id note } } }
`);

const RemoveBookmark = graphql(`
  mutation RemoveBookmark($input: RemoveBookmarkInput!) { removeBookmark(input: $input) { id } }
`);

export const putBookmark = (id: string, note: string) => ask(PutBookmark, { input: { id, note } });
export const removeBookmark = (id: string) => ask(RemoveBookmark, { input: { id } });

type Props = { id: string; kept: boolean; label?: string };

/** Puts and takes away one's own bookmark; its note is written on the page of all of them. */
export function BookmarkButton({ id, kept, label }: Props) {
  const w = readingWords.value;
  const chosen = useSignal<boolean | undefined>(undefined);
  const is = chosen.value ?? kept;
  const toggle = async () => {
    chosen.value = !is;
    try {
      await (is ? removeBookmark(id) : putBookmark(id, ""));
    } catch {
      chosen.value = is;
    }
  };
  return (
    <button type="button" class={label ? "plain flush" : "plain"} aria-pressed={is} onClick={toggle}>
      <Icon shape={is ? BookmarkCheck : Bookmark} />
      {is ? w.bookmarked : (label ?? w.bookmark)}
    </button>
  );
}
