import type { PostItem } from "./discussion";
import { excerpt } from "./parts/text";

/** A passage of a post, on its way into an answer. */
export type Quote = { postId: string; name: string; passage: string };

/** What is selected in the post, or all that its author says there; not what it quotes itself. */
export function quoteOf(post: PostItem): Quote {
  const selection = getSelection();
  const prose = document.querySelector(`#${CSS.escape(`wpis-${post.id}`)} .prose`);
  const chosen = selection?.toString().trim();
  const within =
    chosen && prose?.contains(selection?.anchorNode ?? null) && prose.contains(selection?.focusNode ?? null);
  const passage = within ? chosen : ownText(post);
  return { postId: post.id, name: post.author.name, passage: passage.replace(/\n{2,}/g, "\n") };
}

/** The text to send: what it quotes, then what it says. */
export function withQuotes(body: string, quotes: Quote[] = []): string {
  const fenced = quotes.map(({ postId, passage }) => {
    const lines = passage.split("\n").map((line) => `> ${line.trim()}`);
    return `> [!quote ${postId}]\n${lines.join("\n")}\n\n`;
  });
  return fenced.join("") + body;
}

const MOST = 600;

function ownText(post: PostItem): string {
  const parsed = new DOMParser().parseFromString(post.html ?? "", "text/html");
  for (const quotation of parsed.querySelectorAll("blockquote.quotation")) quotation.remove();
  const whole = excerpt(parsed.body.innerHTML, 50_000);
  if (whole.length <= MOST) return whole;
  return whole.slice(0, whole.lastIndexOf(" ", MOST));
}
