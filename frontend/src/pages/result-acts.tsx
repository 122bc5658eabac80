import { useSignal } from "@preact/signals";
import { BadgeCheck, FilePen, Send, Undo2, Vote } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import { AskingDialog } from "../parts/asking-dialog";
import { Icon } from "../parts/icon";
import { resultWords } from "../words/results";
import type { Held } from "./result";

const Issue = graphql(`
  mutation IssueVersion($input: ResultInput!) { issueVersion(input: $input) { result { id } } }
`);
const Adopt = graphql(`
  mutation AdoptResult($input: ResultInput!) { adoptResult(input: $input) { result { id } } }
`);
const DiscardDraft = graphql(`
  mutation DiscardDraft($input: ResultInput!) { discardDraft(input: $input) { result { id } } }
`);
const Withdraw = graphql(`
  mutation WithdrawResult($input: WithdrawResultInput!) { withdrawResult(input: $input) { result { id } } }
`);

type Props = Held & { changed: () => Promise<void> };
type Act = keyof (typeof resultWords.value)["acts"];

/** What the viewer may do with a result now, the next step of its way first. */
export function Acts({ network, result, changed }: Props) {
  const w = resultWords.value;
  const asked = useSignal<Act | undefined>(undefined);
  const can = result.viewerCan;
  const [newest] = result.versions.edges.map((edge) => edge.node);
  const draft = newest && !newest.issuedAt ? newest : undefined;
  const isAsking = newest?.polls.edges.some(({ node }) => node.state === "OPEN");
  const isOpen =
    result.state === "UNDER_OPINION" || (result.kind === "RULES" && result.state !== "WITHDRAWN");
  const path = `/sieci/${network.slug}/opracowania/${result.id}`;
  const open = (act: Act) => () => {
    asked.value = act;
  };
  return (
    <div class="buttons result-acts">
      {draft && can.issue.allowed && (
        <button type="button" onClick={open("issue")}>
          <Icon shape={Send} />
          {w.issue(draft.number)}
        </button>
      )}
      {newest && !draft && !isAsking && network.viewerCan.holdPolls.allowed && isOpen && (
        <a class="button" href={`/sieci/${network.slug}/nowe-glosowanie?wersja=${newest.id}`}>
          <Icon shape={Vote} />
          {w.poll}
        </a>
      )}
      {!draft && can.adopt.allowed && (
        <button type="button" onClick={open("adopt")}>
          <Icon shape={BadgeCheck} />
          {w.acts.adopt.label}
        </button>
      )}
      {can.edit.allowed && (
        <a class="button outline" href={`${path}/pisanie`}>
          <Icon shape={FilePen} />
          {draft ? w.edit : w.next(result.number + 1)}
        </a>
      )}
      {can.correct.allowed && (
        <a class="button outline" href={`${path}/sprostowanie`}>
          <Icon shape={FilePen} />
          {w.correct}
        </a>
      )}
      {draft && draft.number > 1 && can.edit.allowed && (
        <button type="button" class="plain" onClick={open("discard")}>
          {w.acts.discard.label}
        </button>
      )}
      {result.number > 0 && can.withdraw.allowed && (
        <button type="button" class="plain" onClick={open("withdraw")}>
          <Icon shape={Undo2} />
          {w.acts.withdraw.label}
        </button>
      )}
      {asked.value && (
        <Asking
          act={asked.value}
          resultId={result.id}
          changed={changed}
          close={() => {
            asked.value = undefined;
          }}
        />
      )}
    </div>
  );
}

type AskingProps = { act: Act; resultId: string; changed: () => Promise<void>; close: () => void };

function Asking({ act, resultId, changed, close }: AskingProps) {
  const { title, text, yes } = resultWords.value.acts[act];
  const does = (idempotencyKey: string, reason: string) => {
    const input = { resultId, idempotencyKey };
    if (act === "issue") return ask(Issue, { input });
    if (act === "adopt") return ask(Adopt, { input });
    return act === "discard" ? ask(DiscardDraft, { input }) : ask(Withdraw, { input: { ...input, reason } });
  };
  return (
    <AskingDialog
      title={title}
      text={text}
      confirm={yes}
      grave={act === "withdraw" || act === "discard"}
      reason={act === "withdraw" ? resultWords.value.reason : undefined}
      act={does}
      done={changed}
      close={close}
    />
  );
}
