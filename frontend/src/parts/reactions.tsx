import { useSignal } from "@preact/signals";
import { HandHeart, PartyPopper, Star, ThumbsUp } from "lucide";
import { ask } from "../client";
import { graphql } from "../contract";
import type { ReactionKind } from "../contract/graphql";
import type { PostItem } from "../discussion";
import { discussionWords } from "../words/discussion";
import { Icon } from "./icon";
import type { PostActs } from "./post";

const React = graphql(`
  mutation React($input: ReactInput!) { react(input: $input) { post { ...PostText ...PostMay } } }
`);

const WhoReacted = graphql(`
  query WhoReacted($id: ID!) {
    node(id: $id) { __typename ... on Post { id reacted { kind person { id name } } } }
  }
`);

const SHAPES = { THANKS: HandHeart, AGREED: ThumbsUp, USEFUL: Star, CONGRATULATIONS: PartyPopper };
const KINDS = Object.keys(SHAPES) as ReactionKind[];

/** What people say of a post without a word, and one's own part in it. */
export function Reactions({ post, acts }: { post: PostItem; acts: PostActs }) {
  const d = discussionWords.value;
  const who = useSignal<Map<ReactionKind, string[]> | undefined>(undefined);
  const counts = new Map((post.reactions ?? []).map((one) => [one.kind, one.count]));
  const own = new Set(post.viewerReactions ?? []);
  const mayReact = post.viewerCan ? post.viewerCan.react.allowed : acts.mayReact;
  const shown = mayReact ? KINDS : KINDS.filter((kind) => counts.has(kind));
  if (shown.length === 0) return null;

  const toggle = async (kind: ReactionKind) => {
    const input = { postId: post.id, kind, isThere: !own.has(kind), idempotencyKey: crypto.randomUUID() };
    const answer = await ask(React, { input }).catch(() => undefined);
    if (answer) acts.placed(answer.react.post);
    who.value = undefined;
  };
  const learn = async () => {
    const { node } = await ask(WhoReacted, { id: post.id });
    const found = new Map<ReactionKind, string[]>();
    for (const { kind, person } of node?.__typename === "Post" ? node.reacted : [])
      found.set(kind, [...(found.get(kind) ?? []), person.name]);
    who.value = found;
  };

  return (
    <>
      <fieldset class="reactions">
        <legend class="unseen">{d.react}</legend>
        {shown.map((kind) => (
          <button
            key={kind}
            type="button"
            class={counts.has(kind) ? "reaction counted" : "reaction"}
            aria-pressed={own.has(kind)}
            title={d.reactions[kind]}
            disabled={!mayReact}
            onClick={() => toggle(kind)}
          >
            <Icon shape={SHAPES[kind]} />
            <span class={counts.has(kind) ? "label" : "unseen"}>{d.reactions[kind]}</span>
            {counts.get(kind) && <span>{counts.get(kind)}</span>}
          </button>
        ))}
        {counts.size > 0 && (
          <button
            type="button"
            class="plain who-reacted"
            aria-expanded={who.value !== undefined}
            onClick={learn}
          >
            {d.whoReacted}
          </button>
        )}
      </fieldset>
      {who.value && (
        <ul class="reacted">
          {[...who.value].map(([kind, names]) => (
            <li key={kind}>
              <b>{d.reactions[kind]}:</b> {names.join(", ")}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
