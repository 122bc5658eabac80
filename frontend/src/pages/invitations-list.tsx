import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PreviewListQuery, SeatKind } from "../contract/graphql";
import { Form, Refused } from "../parts/form";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { joiningWords } from "../words/joining";
import type { NetworkHere } from "./invitations";
import { KindField } from "./invitations-kind";

const PreviewList = graphql(`
  query PreviewList($network: ID!, $text: String!, $kind: SeatKind!) {
    invitationPreview(network: $network, text: $text, kind: $kind) { ...ListLine }
  }
`);

const SendList = graphql(`
  mutation SendList($input: InviteListInput!) { inviteList(input: $input) { lines { ...ListLine } } }
`);

graphql(`
  fragment ListLine on InvitationLine {
    number
    text
    outcome
    email
    name
    seatsCity
    problem
    city { id name }
  }
`);

type Line = PreviewListQuery["invitationPreview"][number];
const isInvited = (line: Line) => line.outcome === "INVITED" || line.outcome === "OFFICE";

/** Pasted or read from a file; shown before it is sent, and told of afterwards line by line. */
export function InviteList({ network, done }: { network: NetworkHere; done: () => void }) {
  const w = joiningWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const text = useSignal("");
  const kind = useSignal<SeatKind>("MEMBER");
  const planned = useSignal<Line[] | undefined>(undefined);
  const report = useSignal<Line[] | undefined>(undefined);
  const change = (said: string) => {
    text.value = said;
    planned.value = report.value = undefined;
  };
  const preview = () =>
    run(async () => {
      report.value = undefined;
      const asked = { network: network.id, text: text.value, kind: kind.value };
      planned.value = (await ask(PreviewList, asked)).invitationPreview;
    });
  const send = async () => {
    const sent = await run(async (idempotencyKey) => {
      const input = { networkId: network.id, text: text.value, kind: kind.value, idempotencyKey };
      report.value = (await ask(SendList, { input })).inviteList.lines;
    });
    if (!sent) return;
    planned.value = undefined;
    text.value = "";
    done();
  };
  const lines = report.value ?? planned.value;
  const count = planned.value?.filter(isInvited).length ?? 0;
  return (
    <Form
      class="sheet"
      submit={() => {
        if (planned.value) send();
        else preview();
      }}
    >
      {!planned.value && (
        <>
          <TextField
            label={w.list}
            hint={w.listHint}
            rows={8}
            value={text.value}
            change={change}
            error={errorOf("text")}
          />
          <label class="file">
            <span>{w.listFile}</span>
            <input
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              onChange={async (event) => {
                const file = event.currentTarget.files?.[0];
                if (file) change(await read(file));
              }}
            />
          </label>
          <KindField<SeatKind>
            label={w.listKind}
            kinds={["MEMBER", "OBSERVER"]}
            chosen={kind.value}
            choose={(chosen) => (kind.value = chosen)}
          />
        </>
      )}
      {lines && <Lines lines={lines} isDone={report.value !== undefined} />}
      <Refused text={elsewhere(["text"])} />
      <div class="buttons">
        <button type="submit" disabled={busy.value || (planned.value && count === 0)}>
          {planned.value ? w.send(count) : w.preview}
        </button>
        {planned.value && (
          <button type="button" class="outline" onClick={() => (planned.value = undefined)}>
            {w.change}
          </button>
        )}
      </div>
    </Form>
  );
}

/** Spreadsheets still save Polish letters in windows-1250 as often as in UTF-8. */
async function read(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1250").decode(bytes);
  }
}

function Lines({ lines, isDone }: { lines: Line[]; isDone: boolean }) {
  const w = joiningWords.value;
  const invited = lines.filter(isInvited).length;
  const sum = (isDone ? w.hasBeen : w.willBe)(invited, lines.length - invited);
  return (
    <div class="plan">
      <p role="status">
        <b>{invited === 0 && !isDone ? w.nothingToSend : sum}</b>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.line}</th>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.city}</th>
            <th scope="col">{isDone ? w.became : w.becomes}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.number} ${line.email}`} class={isInvited(line) ? undefined : "left-out"}>
              <th scope="row">{line.number}</th>
              <td>
                {line.name || line.email || line.text}
                {line.name && <small>{line.email}</small>}
              </td>
              <td>{line.city?.name}</td>
              <td>
                <span class="outcome">{(isDone ? w.done : w.outcomes)[line.outcome]}</span>
                {line.problem && <small class="problem">{line.problem}</small>}
                {isInvited(line) && line.seatsCity && line.city && (
                  <small>{w.seatsCity(line.city.name)}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
