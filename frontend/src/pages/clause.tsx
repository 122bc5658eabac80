import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { WhatIsKeptQuery } from "../contract/graphql";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { useTrying } from "../parts/trying";
import { loadViewer } from "../viewer";
import { language } from "../words";
import { dataWords } from "../words/personal-data";

export const WhatIsKept = graphql(`
  query WhatIsKept {
    operator { name email }
    viewer { email postCount cameFrom { by { id name } networkName at } }
  }
`);

const ConfirmInformed = graphql(`
  mutation ConfirmInformed { confirmInformed { viewer { informedAt } } }
`);

/** Shown once, before anything else: what is kept, and from whom the hub has it. */
export function ClausePage() {
  const w = dataWords.value;
  const known = useSignal<WhatIsKeptQuery | undefined>(undefined);
  const { run, refusal } = useTrying();
  useEffect(() => {
    ask(WhatIsKept)
      .then((answer) => {
        known.value = answer;
      })
      .catch(() => {}); // the clause stands without it
  }, [known]);
  const confirm = async () => {
    if (await run(() => ask(ConfirmInformed))) await loadViewer();
  };
  const from = known.value?.viewer?.cameFrom;
  return (
    <Reading>
      <Heading title={w.clauseTitle} />
      <p class="lead">{w.clauseLead}</p>
      <ul class="clause">
        {w.clausePoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
        {from && <li>{w.clauseFrom(from.by.name, from.networkName, day(from.at))}</li>}
      </ul>
      {known.value && (
        <section class="part">
          <h2>{w.operator}</h2>
          <p>{known.value.operator.name}</p>
          {known.value.operator.email && <p>{w.operatorMail(known.value.operator.email)}</p>}
          <p class="quiet">{w.clauseBasis}</p>
        </section>
      )}
      <div class="buttons clause-end">
        <button type="button" onClick={confirm}>
          {w.confirm}
        </button>
        <a class="button plain" href="/dane-osobowe">
          {w.readAll}
        </a>
      </div>
      <Refused text={refusal.value?.message} />
    </Reading>
  );
}

function day(at: string): string {
  const locale = language.value === "en" ? "en-GB" : "pl-PL";
  return new Date(at).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}
