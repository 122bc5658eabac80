import { Flag, History, Link, MailOpen, MessageSquareQuote, Pencil, Reply, Trash2, UserCheck } from "lucide";
import { useRef } from "preact/hooks";
import type { PostItem } from "../discussion";
import { viewer } from "../viewer";
import { words } from "../words";
import { discussionWords } from "../words/discussion";
import { readingWords } from "../words/reading";
import { Icon, MenuItem } from "./icon";
import { BookmarkButton } from "./keeping";
import type { PostActs } from "./post";
import { Reactions } from "./reactions";

/** What can be done with a post: answer at once, react, and the rest in a menu. */
export function Acts({ post, link, acts }: { post: PostItem; link: string; acts: PostActs }) {
  const w = words.value.thread;
  const d = discussionWords.value;
  const { reply, quote } = acts;
  const name = post.author.name;
  return (
    <div class="acts">
      {reply && (
        <button type="button" class="plain" aria-label={w.replyTo(name)} onClick={() => reply(post)}>
          <Icon shape={Reply} />
          {w.reply}
        </button>
      )}
      {quote && (
        <button
          type="button"
          class="plain"
          aria-label={d.quoteWhom(name)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => quote(post)}
        >
          <Icon shape={MessageSquareQuote} />
          {d.quote}
        </button>
      )}
      <Reactions post={post} acts={acts} />
      {post.viewerCan?.edit.allowed && (
        <button type="button" class="plain" onClick={() => acts.edit(post)}>
          <Icon shape={Pencil} />
          {w.edit}
        </button>
      )}
      {(post.viewerCan?.remove.allowed || post.viewerCan?.hide.allowed) && (
        <button type="button" class="plain" onClick={() => acts.remove(post)}>
          <Icon shape={Trash2} />
          {w.remove}
        </button>
      )}
      <More post={post} link={link} acts={acts} />
    </div>
  );
}

function More({ post, link, acts }: { post: PostItem; link: string; acts: PostActs }) {
  const d = discussionWords.value;
  const r = readingWords.value;
  const menu = useRef<HTMLDetailsElement>(null);
  const shut = () => {
    if (menu.current) menu.current.open = false;
    menu.current?.querySelector("summary")?.focus();
  };
  const mayReport = post.viewerCan
    ? post.viewerCan.report.allowed
    : post.author.id !== viewer.value?.person.id;
  const copy = async () => {
    await navigator.clipboard?.writeText(new URL(link, location.origin).href).catch(() => {});
    acts.say(d.copied);
    shut();
  };
  const unread = async () => {
    shut();
    await acts.markUnread(post).catch(() => {});
    acts.say(r.nowUnread);
  };
  const open = (asked: "history" | "report" | "claim") => {
    shut();
    acts.ask(asked, post);
  };
  return (
    <details class="menu more" ref={menu} onKeyDown={(event) => event.key === "Escape" && shut()}>
      <summary aria-label={d.moreAbout(post.author.name)}>{d.more}</summary>
      <ul>
        <li>
          <BookmarkButton id={post.id} kept={Boolean(post.bookmark)} />
        </li>
        <MenuItem shape={MailOpen} text={r.unreadFromHere} act={unread} />
        <MenuItem shape={Link} text={d.copyLink} act={copy} />
        {post.editedAt && <MenuItem shape={History} text={d.history} act={() => open("history")} />}
        {post.viewerCan?.claim.allowed && (
          <MenuItem shape={UserCheck} text={d.claim} act={() => open("claim")} />
        )}
        {mayReport && <MenuItem shape={Flag} text={d.report} act={() => open("report")} />}
      </ul>
    </details>
  );
}
