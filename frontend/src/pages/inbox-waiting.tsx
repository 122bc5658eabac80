import { Check } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { WaitingLineFragment } from "../contract/graphql";
import { day } from "../dates";
import { Icon } from "../parts/icon";
import { When } from "../parts/when";
import { named } from "../words";
import { readingWords } from "../words/reading";

graphql(`
  fragment WaitingLine on Waiting {
    kind
    since
    dueAt
    maySettle
    network { id slug name nameEn hue }
    subject {
      __typename
      id
      ... on JoinRequest { name function city { name } }
      ... on Poll { question }
      ... on Remark { body result { id } }
      ... on ResultVersion { title result { id } }
      ... on Thread { title }
      ... on Post { position author { id name } thread { id title } }
      ... on Report { reason reported: post { id thread { id } } }
    }
  }
`);

const Settle = graphql(`
  mutation Settle($id: ID!) { settle(input: { id: $id }) { inbox { waitingCount } } }
`);

type Waiting = WaitingLineFragment;

/** One thing that waits: what it is, where, and the way to answer it. */
export function WaitingRow({ waiting, done }: { waiting: Waiting; done: (said: string) => Promise<void> }) {
  const w = readingWords.value;
  const { subject, network, dueAt } = waiting;
  if (!subject) return null;
  const { href, title } = told(waiting);
  return (
    <li class="row awaited" style={{ "--hue": network.hue }}>
      <a href={href}>
        <span class="row-title">{title}</span>
      </a>
      <p class="row-facts">
        <b>{w.kinds[waiting.kind]}</b> · <i class="dot" />
        {named(network)} ·{" "}
        {dueAt ? (
          <time dateTime={dueAt}>
            {w.until} {day(new Date(dueAt))}
          </time>
        ) : (
          <When at={waiting.since} />
        )}
      </p>
      {waiting.maySettle && (
        <button
          type="button"
          class="plain flush"
          aria-label={w.settleWhat(title)}
          onClick={async () => {
            await ask(Settle, { id: subject.id });
            await done(w.settled);
          }}
        >
          <Icon shape={Check} />
          {w.settle}
        </button>
      )}
    </li>
  );
}

/** Where it is answered, and how it is called. A new kind is a new case. */
function told({ subject, network }: Waiting): { href: string; title: string } {
  const path = `/sieci/${network.slug}`;
  if (subject?.__typename === "JoinRequest")
    return { href: `${path}/prosby`, title: [subject.name, subject.city?.name].filter(Boolean).join(", ") };
  if (subject?.__typename === "Poll")
    return { href: `${path}/glosowania/${subject.id}`, title: subject.question };
  if (subject?.__typename === "Remark")
    return { href: `${path}/opracowania/${subject.result?.id}#uwagi`, title: subject.body };
  if (subject?.__typename === "ResultVersion")
    return { href: `${path}/opracowania/${subject.result?.id}`, title: subject.title };
  if (subject?.__typename === "Thread")
    return { href: `${path}/rozmowy/${subject.id}`, title: subject.title };
  if (subject?.__typename === "Post")
    return {
      href: `${path}/rozmowy/${subject.thread.id}#wpis-${subject.id}`,
      title: `${subject.author.name}: ${subject.thread.title}`,
    };
  if (subject?.__typename === "Report") {
    const { id, thread } = subject.reported ?? {};
    return { href: thread ? `${path}/rozmowy/${thread.id}#wpis-${id}` : path, title: subject.reason };
  }
  return { href: path, title: named(network) };
}
