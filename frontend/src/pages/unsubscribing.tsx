import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, Refusal } from "../client";
import { graphql } from "../contract";
import type { LinkOfLetterQuery } from "../contract/graphql";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Loading } from "../parts/states";
import { useTrying } from "../parts/trying";
import { named, words } from "../words";
import { noticeWords } from "../words/notices";

const LinkOfLetter = graphql(`
  query LinkOfLetter($link: String!) { unsubscription(link: $link) { networkName networkNameEn isDone } }
`);

type Offer = LinkOfLetterQuery["unsubscription"];

/** Asks before it ends anything: opening a link, as scanners of mail do, changes nothing. */
export function UnsubscribingPage({ link }: { link: string }) {
  const w = noticeWords.value;
  const offer = useSignal<Offer | undefined>(undefined);
  const { run, busy, refusal } = useTrying();
  const load = () =>
    run(async () => (offer.value = (await ask(LinkOfLetter, { link })).unsubscription ?? null));
  useEffect(() => {
    load();
  }, []);
  const end = () =>
    run(async () => {
      const answer = await fetch(`/rezygnacja/${link}`, { method: "POST" });
      if (!answer.ok) throw new Refusal("OFFLINE", words.value.failed.retryLater);
      if (offer.value) offer.value = { ...offer.value, isDone: true };
    });
  if (offer.value === undefined && !refusal.value) return <Loading />;
  return (
    <Reading>
      <Heading title={w.unsubscribing} />
      {offer.value === null && <p>{w.noLink}</p>}
      {offer.value?.isDone && <p role="status">{w.ended}</p>}
      {offer.value && !offer.value.isDone && (
        <>
          <p>{question(offer.value)}</p>
          <p class="quiet">{w.endText}</p>
          <button type="button" disabled={busy.value} onClick={end}>
            {w.end}
          </button>
        </>
      )}
      <Refused text={refusal.value?.message} />
    </Reading>
  );
}

function question({ networkName, networkNameEn }: NonNullable<Offer>): string {
  const w = noticeWords.value;
  return networkName ? w.endOne(named({ name: networkName, nameEn: networkNameEn ?? "" })) : w.endAll;
}
