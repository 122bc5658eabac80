import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { SeatKind } from "../contract/graphql";
import { Field } from "../parts/field";
import { Form, Refused } from "../parts/form";
import { QrCode } from "../parts/qr-code";
import { TextField } from "../parts/text-field";
import { TownField } from "../parts/town-field";
import { useTrying } from "../parts/trying";
import { named, words } from "../words";
import { joiningWords } from "../words/joining";
import type { NetworkHere } from "./invitations";
import { KindField } from "./invitations-kind";

const MakeLink = graphql(`
  mutation MakeLink($input: CreateInvitationLinkInput!) {
    createInvitationLink(input: $input) { link invitation { id } }
  }
`);

const FIELDS = ["city", "mostUses", "hours"];

export function InviteLink({ network, done }: { network: NetworkHere; done: () => void }) {
  const w = joiningWords.value;
  const { run, busy, errorOf, elsewhere } = useTrying();
  const kind = useSignal<SeatKind>("MEMBER");
  const city = useSignal("");
  const mostUses = useSignal("25");
  const hours = useSignal<keyof typeof w.hoursChoice>("24");
  const admits = useSignal(false);
  const link = useSignal("");
  const make = () =>
    run(async () => {
      const input = {
        networkId: network.id,
        kind: kind.value,
        city: city.value || null,
        mostUses: Number(mostUses.value) || 0,
        hours: Number(hours.value),
        admits: admits.value,
      };
      link.value = (await ask(MakeLink, { input })).createInvitationLink.link;
      done();
    });
  if (link.value) return <Ready link={link.value} network={network} />;
  return (
    <Form class="sheet two" submit={make}>
      <p class="across">{w.linkLead}</p>
      <KindField<SeatKind>
        kinds={["MEMBER", "OBSERVER"]}
        chosen={kind.value}
        choose={(chosen) => (kind.value = chosen)}
      />
      <TownField label={`${w.city} (${w.optional})`} hint={w.anyCity} bound={city} error={errorOf("city")} />
      <TextField
        label={w.mostUses}
        error={errorOf("mostUses")}
        type="number"
        min={1}
        max={500}
        bound={mostUses}
      />
      <Field label={w.hours} error={errorOf("hours")}>
        {(tied) => (
          <select
            {...tied}
            value={hours.value}
            onChange={(event) => (hours.value = event.currentTarget.value as typeof hours.value)}
          >
            {Object.entries(w.hoursChoice).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {network.viewerCan.coordinate.allowed && (
        <label class="tick across">
          <input
            type="checkbox"
            checked={admits.value}
            onChange={(event) => (admits.value = event.currentTarget.checked)}
          />
          <span>
            {w.admits}
            <small class="hint">{w.admitsHint}</small>
          </span>
        </label>
      )}
      <Refused class="across" text={elsewhere(FIELDS)} />
      <button type="submit" disabled={busy.value}>
        {w.makeLink}
      </button>
    </Form>
  );
}

function Ready({ link, network }: { link: string; network: NetworkHere }) {
  const w = joiningWords.value;
  const copied = useSignal(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="link-ready">
      <div class="link-words">
        <h2 ref={heading} tabIndex={-1}>
          {w.linkReady}
        </h2>
        <p>{w.linkOnce}</p>
        <p class="secret">{link}</p>
        <div class="buttons">
          <button
            type="button"
            onClick={async () => {
              await navigator.clipboard.writeText(link);
              copied.value = true;
            }}
          >
            {w.copy}
          </button>
          <button type="button" class="outline" onClick={() => dialog.current?.showModal()}>
            {w.bigger}
          </button>
          <span role="status">{copied.value && w.copied}</span>
        </div>
      </div>
      <QrCode text={link} label={w.qrName} />
      <dialog ref={dialog} class="wall" aria-label={w.qrName}>
        <p class="wall-title">{w.offerLinkTitle(named(network))}</p>
        <QrCode text={link} label={w.qrName} />
        <p>{w.scan}</p>
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          {words.value.close}
        </button>
      </dialog>
    </div>
  );
}
