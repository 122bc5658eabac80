import type { Draft } from "../drafts";
import { resultWords } from "../words/results";
import { differing } from "./result-draft";

/** Two have written at once: the text that is not in the form stands here, and either can be saved. */
export function Conflict({ own, other, exchange }: { own: Draft; other: Draft; exchange: () => void }) {
  const w = resultWords.value;
  return (
    <section class="conflict" aria-labelledby="conflict">
      <h2 id="conflict">{w.conflict.title}</h2>
      <p>{w.conflict.text}</p>
      {differing(own, other).map((field) => (
        <details key={field} class="more" open={field === "body"}>
          <summary>{w.fields[field]}</summary>
          <p class="remark">{other[field] || "–"}</p>
        </details>
      ))}
      <button type="button" class="outline" onClick={exchange}>
        {w.conflict.exchange}
      </button>
    </section>
  );
}
