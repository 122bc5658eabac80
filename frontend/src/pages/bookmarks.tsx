import { useSignal } from "@preact/signals";
import { Trash2 } from "lucide";
import "../look/reading.css";
import { ask } from "../client";
import { graphql } from "../contract";
import type { BookmarksQuery } from "../contract/graphql";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { putBookmark, removeBookmark } from "../parts/keeping";
import { Reading } from "../parts/shell";
import { Awaited, Empty } from "../parts/states";
import { excerpt } from "../parts/text";
import { When } from "../parts/when";
import { named, words } from "../words";
import { readingWords } from "../words/reading";
import { useRefreshed } from "./refresh";

const BookmarksDocument = graphql(`
  query Bookmarks($after: String) {
    viewer {
      bookmarks(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges {
          node {
            id
            note
            createdAt
            thread { id title network { id slug name nameEn hue } }
            post { id position html removedAt author { id name } }
          }
        }
      }
    }
  }
`);

type Page = NonNullable<BookmarksQuery["viewer"]>["bookmarks"];
type Kept = Page["edges"][number]["node"];

export function BookmarksPage() {
  const more = useSignal<Kept[]>([]);
  const { data, refusal, reload } = useRefreshed<Page>(async () => {
    more.value = [];
    return { data: (await ask(BookmarksDocument, { after: null })).viewer?.bookmarks ?? null, network: null };
  });
  const after = useSignal<string | null | undefined>(undefined);
  if (!data.value) return <Awaited {...{ data, refusal, reload }} />;
  const w = readingWords.value;
  const { pageInfo, edges } = data.value;
  const end = after.value === undefined || more.value.length === 0 ? pageInfo.endCursor : after.value;
  const hasMore = more.value.length === 0 ? pageInfo.hasNextPage : after.value !== null;
  const kept = [...edges.map((edge) => edge.node), ...more.value];
  const showMore = async () => {
    const next = (await ask(BookmarksDocument, { after: end ?? null })).viewer?.bookmarks;
    more.value = [...more.value, ...(next?.edges.map((edge) => edge.node) ?? [])];
    after.value = next?.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
  };
  return (
    <Reading>
      <Heading title={w.bookmarks} />
      <p class="lead">{w.private}</p>
      {kept.length === 0 && <Empty>{w.noBookmarks}</Empty>}
      <ul class="rows">
        {kept.map((bookmark) => (
          <BookmarkRow key={bookmark.id} bookmark={bookmark} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" class="quiet-button" onClick={showMore}>
          {words.value.showMore}
        </button>
      )}
    </Reading>
  );
}

function BookmarkRow({ bookmark }: { bookmark: Kept }) {
  const w = readingWords.value;
  const { thread, post } = bookmark;
  const path = `/sieci/${thread.network.slug}/rozmowy/${thread.id}`;
  const about = post ? w.postBy(post.author.name) : w.wholeThread;
  return (
    <li class="row kept" style={{ "--hue": thread.network.hue }}>
      <a href={post ? `${path}#wpis-${post.id}` : path}>
        <span class="row-title">{thread.title}</span>
      </a>
      {post && <p class="row-text">{post.removedAt ? w.gone : excerpt(post.html)}</p>}
      <p class="row-facts">
        <i class="dot" /> {named(thread.network)} · {about} · <When at={bookmark.createdAt} />
      </p>
      <Note bookmark={bookmark} />
    </li>
  );
}

function Note({ bookmark }: { bookmark: Kept }) {
  const w = readingWords.value;
  const { thread, post } = bookmark;
  const text = useSignal(bookmark.note);
  const kept = useSignal(bookmark.note);
  const id = (post ?? thread).id;
  const save = async (event: Event) => {
    event.preventDefault();
    await putBookmark(id, text.value);
    kept.value = text.value;
  };
  return (
    <form class="note-line" onSubmit={save}>
      <label>
        <span>{w.note}</span>
        <input
          type="text"
          maxLength={500}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      {text.value !== kept.value && <button type="submit">{w.saveBookmark}</button>}
      <button
        type="button"
        class="plain"
        aria-label={`${w.removeBookmark}: ${thread.title}`}
        onClick={() => removeBookmark(id)}
      >
        <Icon shape={Trash2} />
        {w.removeBookmark}
      </button>
    </form>
  );
}
