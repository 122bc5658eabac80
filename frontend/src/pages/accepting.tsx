import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "../look/joining.css";
import { ask, type Refusal, refusalOf } from "../client";
import { graphql } from "../contract";
import type { OfferedQuery } from "../contract/graphql";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Failed, Loading } from "../parts/states";
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
  const offer = useSignal<Offer | null | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const load = async () => {
    refusal.value = undefined;
    try {
      offer.value = secret ? (await ask(Offered, { secret })).invitationOffer : null;
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  useEffect(() => {
    load();
  }, []);
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
  if (refusal.value) return <Failed refusal={refusal.value} retry={load} />;
  if (offer.value === undefined) return <Loading />;
  if (offer.value === null) return <Over isMissing={!secret} />;
  return (
    <Reading hue={offer.value.hue}>
      <div class="door alone offer">
        {offer.value.form === "PERSON" && <ByLetter offer={offer.value} secret={secret} />}
        {offer.value.form === "LINK" && <ByLink offer={offer.value} secret={secret} />}
        {offer.value.form === "OFFICE" && <ByOffice offer={offer.value} secret={secret} />}
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
      <form
        class="sheet narrow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          accept();
        }}
      >
        {offer.isNewcomer && (
          <TextField
            label={w.name}
            value={name.value}
            change={(said) => (name.value = said)}
            autocomplete="name"
            error={errorOf("name")}
          />
        )}
        <p class="hint">
          {w.acceptFor(offer.email ?? "")} {other && w.signedInAs(other, offer.email ?? "")}
        </p>
        <div role="alert">{elsewhere(["name"]) && <p class="error">{elsewhere(["name"])}</p>}</div>
        <button type="submit" disabled={busy.value}>
          {w.acceptButton}
        </button>
      </form>
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
