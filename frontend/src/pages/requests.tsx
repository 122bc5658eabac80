import { useSignal } from "@preact/signals";
import "../look/joining.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { RequestsHereQuery } from "../contract/graphql";
import { AskingDialog } from "../parts/asking-dialog";
import { NetworkCrumbs } from "../parts/crumbs";
import { Refused } from "../parts/form";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { useTrying } from "../parts/trying";
import { When } from "../parts/when";
import { joiningWords } from "../words/joining";
import { useRefreshed } from "./refresh";

const RequestsHere = graphql(`
  query RequestsHere($slug: String!) {
    network(slug: $slug) {
      id
      slug
      name
      nameEn
      hue
      cursor
      viewerCan { invite { allowed reason } }
      requests(first: 100) { edges { node { ...RequestRow } } }
    }
  }
`);

graphql(`
  fragment RequestRow on JoinRequest {
    id
    origin
    kind
    name
    email
    function
    words
    createdAt
    answeredAt
    isAccepted
    reason
    city { id name }
    answeredBy { id name }
    viewerCan { answer { allowed reason } }
  }
`);

const AcceptRequest = graphql(`
  mutation AcceptRequest($input: JoinRequestInput!) { acceptRequest(input: $input) { request { id } } }
`);

const RefuseRequest = graphql(`
  mutation RefuseRequest($input: RefuseRequestInput!) { refuseRequest(input: $input) { request { id } } }
`);

type Network = NonNullable<RequestsHereQuery["network"]>;
type Item = Network["requests"]["edges"][number]["node"];

const TOLD_BY = ["PeopleChanged", "StandingChanged", "RequestReceived", "RequestAnswered"];

export function RequestsPage({ slug }: { slug: string }) {
  const { data, refusal, reload } = useRefreshed<Network>(
    async () => {
      const { network } = await ask(RequestsHere, { slug });
      return { data: network ?? null, network };
    },
    (event) => TOLD_BY.includes(event.__typename),
  );
  const network = data.value;
  if (!network) return <Awaited {...{ data, refusal, reload }} />;
  const w = joiningWords.value;
  const all = network.requests.edges.map((edge) => edge.node);
  const waiting = all.filter((one) => !one.answeredAt);
  const answered = all.filter((one) => one.answeredAt);
  return (
    <Reading hue={network.hue} crumbs={<NetworkCrumbs network={network} />}>
      <Heading title={w.requests} />
      {!network.viewerCan.invite.allowed ? (
        <p class="refused">{network.viewerCan.invite.reason}</p>
      ) : (
        <>
          <p class="aside-links">
            <a href={`/sieci/${slug}/zaproszenia`}>{w.toInvitations}</a>
          </p>
          <ul class="rows requests">
            {waiting.map((one) => (
              <Request key={one.id} one={one} done={reload} />
            ))}
          </ul>
          {waiting.length === 0 && <Empty>{w.noRequests}</Empty>}
          {answered.length > 0 && <Answered requests={answered} />}
        </>
      )}
    </Reading>
  );
}

function Request({ one, done }: { one: Item; done: () => void }) {
  const w = joiningWords.value;
  const refusing = useSignal(false);
  const { run, busy, refusal } = useTrying();
  const accept = async () => {
    await run((idempotencyKey) => ask(AcceptRequest, { input: { requestId: one.id, idempotencyKey } }));
    done();
  };
  return (
    <li class="row">
      <p class="invited">
        <b>{one.name}</b>
        <span class="city">{one.city?.name}</span>
      </p>
      <p class="row-facts">
        {[w.origins[one.origin], w.kinds[one.kind], one.function, one.email].filter(Boolean).join(" · ")} ·{" "}
        <When at={one.createdAt} />
      </p>
      {one.words && (
        <p class="said">
          {one.origin === "OFFICE" && <b>{w.officeSays} </b>}
          {one.words}
        </p>
      )}
      {one.viewerCan.answer.allowed ? (
        <div class="buttons">
          <button type="button" aria-label={w.acceptWho(one.name)} disabled={busy.value} onClick={accept}>
            {w.accept}
          </button>
          <button
            type="button"
            class="outline"
            aria-label={w.refuseWho(one.name)}
            onClick={() => (refusing.value = true)}
          >
            {w.refuse}
          </button>
        </div>
      ) : (
        <p class="hint">{one.viewerCan.answer.reason}</p>
      )}
      <Refused text={refusal.value?.message} />
      {refusing.value && (
        <AskingDialog
          title={w.refuseTitle(one.name)}
          text={w.refuseText}
          reason={w.reason}
          confirm={w.refuse}
          act={(idempotencyKey, reason) =>
            ask(RefuseRequest, { input: { requestId: one.id, reason, idempotencyKey } })
          }
          done={done}
          close={() => (refusing.value = false)}
        />
      )}
    </li>
  );
}

function Answered({ requests }: { requests: Item[] }) {
  const w = joiningWords.value;
  return (
    <section class="part">
      <h2>{w.answered}</h2>
      <ul class="rows">
        {requests.map((one) => (
          <li key={one.id} class="row">
            <p class="invited">
              <b>{one.name}</b>
              <span class="city">{one.city?.name}</span>
              <span class="state" data-state={one.isAccepted ? "JOINED" : "WITHDRAWN"}>
                {one.isAccepted ? w.accepted : w.refused}
              </span>
            </p>
            <p class="row-facts">
              {[one.answeredBy?.name, one.reason].filter(Boolean).join(" · ")} ·{" "}
              <When at={one.answeredAt ?? one.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
