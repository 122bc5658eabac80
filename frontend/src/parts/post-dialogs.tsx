import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import type { PostHistoryQuery } from "../contract/graphql";
import type { PostItem } from "../discussion";
import { discussionWords } from "../words/discussion";
import { AskingDialog } from "./asking-dialog";
import { When } from "./when";

const PostHistory = graphql(`
  query PostHistory($id: ID!) {
    node(id: $id) { __typename ... on Post { id versions { number at changes { kind text } } } }
  }
`);

const ReportPost = graphql(`
  mutation ReportPost($input: ReportPostInput!) { reportPost(input: $input) { report { id } } }
`);

const ClaimPosts = graphql(`
  mutation ClaimPosts($input: ClaimPostsInput!) { claimPosts(input: $input) { report { id } } }
`);

type Version = Extract<NonNullable<PostHistoryQuery["node"]>, { __typename: "Post" }>["versions"][number];
type Props = { asked: "history" | "report" | "claim"; post: PostItem; done: (said?: string) => void };

/** What is opened from a post's menu. */
export function PostDialog({ asked, post, done }: Props) {
  if (asked === "history") return <HistoryDialog post={post} done={done} />;
  return asked === "claim" ? (
    <ClaimDialog post={post} done={done} />
  ) : (
    <ReportDialog post={post} done={done} />
  );
}

function HistoryDialog({ post, done }: Omit<Props, "asked">) {
  const d = discussionWords.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const versions = useSignal<Version[]>([]);
  useEffect(() => {
    dialog.current?.showModal();
    ask(PostHistory, { id: post.id }).then(({ node }) => {
      versions.value = node?.__typename === "Post" ? node.versions.toReversed() : [];
    });
  }, [post.id, versions]);
  return (
    <dialog ref={dialog} class="history" aria-labelledby="history-title" onClose={() => done()}>
      <h2 id="history-title">{d.historyTitle}</h2>
      <p>{post.author.name}</p>
      <ol class="versions">
        {versions.value.map((version) => (
          <li key={version.number}>
            <h3>
              {version.number === 1 ? d.first : d.version(version.number)} · <When at={version.at} />
            </h3>
            <p class="difference">
              {version.changes.map(({ kind, text }, place) =>
                version.number === 1 || kind === "KEPT" ? (
                  <span key={place}>{text}</span>
                ) : kind === "ADDED" ? (
                  <ins key={place}>
                    <span class="unseen"> ({d.added}: </span>
                    {text}
                    <span class="unseen">) </span>
                  </ins>
                ) : (
                  <del key={place}>
                    <span class="unseen"> ({d.removed}: </span>
                    {text}
                    <span class="unseen">) </span>
                  </del>
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
      <div class="buttons">
        <button type="button" class="outline" onClick={() => dialog.current?.close()}>
          {d.close}
        </button>
      </div>
    </dialog>
  );
}

function ReportDialog({ post, done }: Omit<Props, "asked">) {
  const d = discussionWords.value;
  return (
    <AskingDialog
      title={d.reportTitle}
      text={d.reportText}
      reason={d.reportReason}
      confirm={d.reportConfirm}
      act={(idempotencyKey, reason) =>
        ask(ReportPost, { input: { postId: post.id, reason, idempotencyKey } })
      }
      done={() => done(d.reported)}
      close={() => done()}
    />
  );
}

function ClaimDialog({ post, done }: Omit<Props, "asked">) {
  const d = discussionWords.value;
  return (
    <AskingDialog
      title={d.claimTitle}
      text={d.claimText(post.author.name)}
      reason={d.claimReason}
      confirm={d.claimConfirm}
      act={(idempotencyKey, reason) =>
        ask(ClaimPosts, { input: { postId: post.id, reason, idempotencyKey } })
      }
      done={() => done(d.claimed)}
      close={() => done()}
    />
  );
}
