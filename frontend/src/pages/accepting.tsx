import { signal, useSignal } from "@preact/signals";
import "../look/joining.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { OfferedQuery } from "../contract/graphql";
import { useOnce } from "../once";
import { Form, Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { go, route } from "../router";
import { loadViewer, viewer } from "../viewer";
import { language } from "../words";
import { joiningWords } from "../words/joining";
import { ByLink } from "./accepting-link";
import { ByOffice } from "./accepting-office";

const Offered = graphql(`
  query Offered($secret: String!) {
    invitationOffer(secret: $secret) {
      form
      kind
      email
      name
      networkName
      networkNameEn
      theme
      themeEn
      hue
      invitedBy
      isNewcomer
      isConfirmedFirst
      admits
      city { id name voivodeship }
    }
  }
`);

const Accept = graphql(`
  mutation Accept($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      viewer { person { id } }
      standing { id network { slug } }
      request { id }
    }
  }
`);

export type Offer = NonNullable<OfferedQuery["invitationOffer"]>;

/** The secret that was accepted and waits for a coordinator; kept here, as who signs in gets a page drawn anew. */
const waiting = signal("");

/** What a mailed or shared link opens. Looking uses nothing up, as office mail opens links by itself; a button does. */
export function AcceptingPage() {
  const secret = route.value.hash.slice(1);
  const page = useOnce(async () => (secret ? (await ask(Offered, { secret })).invitationOffer : null));
  const w = joiningWords.value;
  if (secret && waiting.value === secret) {
    return (
      <Reading>
        <div class="door alone">
          <Thanks title={w.waitsTitle} text={w.waits} />
        </div>
      </Reading>
    );
  }
  const offer = page.data.value;
  if (offer === undefined) return <Awaited {...page} />;
  if (offer === null) return <Over isMissing={!secret} />;
  return (
    <Reading hue={offer.hue}>
      <div class="door alone offer">
        {offer.form === "PERSON" && <ByLetter offer={offer} secret={secret} />}
        {offer.form === "LINK" && <ByLink offer={offer} secret={secret} />}
        {offer.form === "OFFICE" && <ByOffice offer={offer} secret={secret} />}
      </div>
    </Reading>
  );
}

export function networkOf(offer: Offer): string {
  return language.value === "en" ? offer.networkNameEn : offer.networkName;
}

/** Who invites, to what, and as what. */
export function Invites({ offer }: { offer: Offer }) {
  const w = joiningWords.value;
  return (
    <div class="offer-words">
      <p class="lead">
        {offer.form === "OFFICE" && <b>{networkOf(offer)} · </b>}
        {language.value === "en" ? offer.themeEn : offer.theme}
      </p>
      <p>
        {w.offerInvites(offer.invitedBy)} {w.offerAs[offer.kind](offer.city?.name ?? w.yourCity)}
      </p>
      {offer.isConfirmedFirst && <p>{w.isConfirmedFirst}</p>}
      <p class="quiet">{w.what}</p>
    </div>
  );
}

function ByLetter({ offer, secret }: { offer: Offer; secret: string }) {
  const w = joiningWords.value;
  const name = useSignal(offer.name);
  const { run, busy, errorOf, elsewhere } = useTrying();
  const accept = () =>
    run(async () => {
      const input = { secret, name: offer.isNewcomer ? name.value : null };
      const { standing } = (await ask(Accept, { input })).acceptInvitation;
      if (!standing) waiting.value = secret;
      await loadViewer();
      if (standing) go(`/sieci/${standing.network.slug}`, true);
    });
  const other = viewer.value && viewer.value.email !== offer.email ? viewer.value.email : undefined;
  return (
    <>
      <Heading title={w.offerTitle(networkOf(offer))} />
      <Invites offer={offer} />
      <Form class="sheet narrow" submit={accept}>
        {offer.isNewcomer && (
          <TextField label={w.name} bound={name} autocomplete="name" error={errorOf("name")} />
        )}
        <p class="hint">
          {w.acceptFor(offer.email ?? "")} {other && w.signedInAs(other, offer.email ?? "")}
        </p>
        <Refused text={elsewhere(["name"])} />
        <button type="submit" disabled={busy.value}>
          {w.acceptButton}
        </button>
      </Form>
    </>
  );
}

function Over({ isMissing }: { isMissing: boolean }) {
  const w = joiningWords.value;
  return (
    <Reading>
      <div class="door alone">
        <Heading title={w.overTitle} />
        <p>{isMissing ? w.missing : w.over}</p>
        <p>
          <a class="button" href="/logowanie">
            {w.signIn}
          </a>
        </p>
      </div>
    </Reading>
  );
}

export function Thanks({ title, text }: { title: string; text: string }) {
  return (
    <div role="status">
      <Heading title={title} />
      <p class="lead">{text}</p>
    </div>
  );
}
