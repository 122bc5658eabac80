import type { Quote } from "./quoting";
import type { Attached } from "./uploads";

export type Draft = {
  body: string;
  title?: string;
  boardId?: string;
  seatId?: string;
  replyToId?: string;
  replyToName?: string;
  /** Sent already, to be attached with the text. */
  files?: Attached[];
  quotes?: Quote[];
  /** The last day to answer, of a conversation that asks for remarks. */
  feedbackBy?: string;
  announces?: boolean;
  /** Of a result: what is said of it, who wrote it and what it came from. */
  kind?: string;
  summary?: string;
  changes?: string;
  reason?: string;
  /** The revision it was written on. */
  base?: string;
  cities?: string[];
  threads?: string[];
  /** Written on, and not only shown to be written on. */
  isTouched?: boolean;
  /** Set when it was sent; kept until the server acknowledges, so that sending again cannot make a second post. */
  key?: string;
  /** Sent, and still to be sent again by itself. */
  waiting?: boolean;
};

const place = (where: string) => `empiria.draft.${where}`;

export function readDraft(where: string): Draft {
  try {
    return { body: "", ...JSON.parse(localStorage.getItem(place(where)) ?? "{}") };
  } catch {
    return { body: "" };
  }
}

export function keepDraft(where: string, draft: Draft): void {
  const empty =
    !draft.body &&
    !draft.title &&
    !draft.replyToId &&
    !draft.files?.length &&
    !draft.quotes?.length &&
    !draft.isTouched &&
    !draft.key;
  try {
    if (empty) localStorage.removeItem(place(where));
    else localStorage.setItem(place(where), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage must not stop anybody from writing; the text is still on the page.
  }
}

export function dropDraft(where: string): void {
  localStorage.removeItem(place(where));
}
