import { useSignal } from "@preact/signals";
import { X } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form, Refused } from "../parts/form";
import { Icon } from "../parts/icon";
import { TextField } from "../parts/text-field";
import { useTrying } from "../parts/trying";
import { loadViewer, viewer } from "../viewer";
import { introductionWords } from "../words/introduction";
import type { NetworkData } from "./network";

const Introduce = graphql(`
  mutation Introduce($input: IntroduceInput!) {
    introduce(input: $input) { viewer { standings { id introducedAt } } }
  }
`);

type Props = { network: NetworkData };

/** Who is new here is asked to say a word; the others are shown, once, who has come. */
export function Newcomers({ network }: Props) {
  return (
    <>
      <Introduction key={network.id} network={network} />
      <HaveCome network={network} />
    </>
  );
}

const put = (network: string) => `empiria.introduction.later.${network}`;

function Introduction({ network }: Props) {
  const w = introductionWords.value;
  const mine = (viewer.value?.standings ?? []).filter((standing) => standing.network.id === network.id);
  const isNew = mine.length > 0 && mine.every((standing) => !standing.introducedAt);
  const later = useSignal(localStorage.getItem(put(network.id)) !== null);
  const did = useSignal("");
  const seeks = useSignal("");
  const done = useSignal(false);
  const { run, errorOf, elsewhere } = useTrying();
  if (done.value) {
    return (
      <p class="introduction-done" role="status">
        {w.done} <a href={`/sieci/${network.slug}/ludzie/${viewer.value?.person.id}`}>{w.meet}</a>
      </p>
    );
  }
  if (!isNew || later.value) return null;
  const introduce = () =>
    run(async () => {
      await ask(Introduce, { input: { networkId: network.id, did: did.value, seeks: seeks.value } });
      done.value = true;
      await loadViewer();
    });
  return (
    <section class="introduction" aria-labelledby="introduction-title">
      <h2 id="introduction-title">{w.title}</h2>
      <p>{w.lead}</p>
      <Form submit={introduce}>
        <TextField label={w.did} rows={2} maxLength={1000} bound={did} error={errorOf("did")} />
        <TextField label={w.seeks} rows={2} maxLength={1000} bound={seeks} error={errorOf("seeks")} />
        <Refused text={elsewhere(["did", "seeks"])} />
        <div class="buttons">
          <button type="submit" disabled={!did.value.trim() && !seeks.value.trim()}>
            {w.send}
          </button>
          <a class="button plain" href="/konto/profil">
            {w.face}
          </a>
          <button
            type="button"
            class="plain"
            onClick={() => {
              localStorage.setItem(put(network.id), "1");
              later.value = true;
            }}
          >
            {w.later}
          </button>
        </div>
      </Form>
    </section>
  );
}

const NEW_FOR = 21 * 86_400_000;
const seenKey = (network: string) => `empiria.newcomers.${network}`;

function HaveCome({ network }: Props) {
  const w = introductionWords.value;
  const seen = useSignal(Number(localStorage.getItem(seenKey(network.id)) ?? 0));
  const since = Math.max(seen.value, Date.now() - NEW_FOR);
  const come = network.people.edges
    .map((edge) => edge.node)
    .filter(({ person }) => person.id !== viewer.value?.person.id)
    .filter(({ introducedAt }) => introducedAt && Date.parse(introducedAt) > since);
  const people = [...new Map(come.map((standing) => [standing.person.id, standing])).values()];
  const [first] = people;
  if (!first) return null;
  const names = people
    .map(({ person, seat }) => (seat ? `${person.name} (${seat.city.name})` : person.name))
    .join(", ");
  const path = `/sieci/${network.slug}/ludzie`;
  const close = () => {
    const newest = Math.max(...come.map(({ introducedAt }) => Date.parse(introducedAt ?? "")));
    localStorage.setItem(seenKey(network.id), String(newest));
    seen.value = newest;
  };
  return (
    <p class="have-come" role="status">
      <span>{people.length === 1 ? w.newcomers(names) : w.newcomersMany(names)}</span>
      <a href={people.length === 1 ? `${path}/${first.person.id}` : path} onClick={close}>
        {w.meet}
      </a>
      <button type="button" class="plain" aria-label={w.seen} title={w.seen} onClick={close}>
        <Icon shape={X} />
      </button>
    </p>
  );
}
