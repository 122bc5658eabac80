/** The one place where the server's HTML enters the page; the server has sanitised it. */
export function Prose({ html }: { html: string }) {
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** The beginning of a post as plain text. A parsed document that is never shown runs and fetches nothing. */
export function excerpt(html: string | null | undefined, length = 180): string {
  if (!html) return "";
  const parsed = new DOMParser().parseFromString(html.slice(0, length * 12), "text/html");
  for (const block of parsed.body.querySelectorAll("p, li, br, blockquote, h1, h2, h3, h4, pre, tr"))
    block.append(" ");
  const text = (parsed.body.textContent ?? "").replace(/\s+/g, " ").trim();
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), length - 30))}…`;
}
