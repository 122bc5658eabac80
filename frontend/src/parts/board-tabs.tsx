import { route } from "../router";
import { words } from "../words";

type Board = { id: string; title: string; threadCount: number; topicCount: number };

/** A board has two sides, each with an address: conversations and topics. */
export function BoardTabs({ slug, board }: { slug: string; board: Board }) {
  const w = words.value.board;
  const path = `/sieci/${slug}/dzialy/${board.id}`;
  const tabs: [string, string, number][] = [
    [path, w.threads, board.threadCount],
    [`${path}/tematy`, w.topics, board.topicCount],
  ];
  return (
    <nav class="tabs" aria-label={board.title}>
      {tabs.map(([to, name, count]) => (
        <a key={to} href={to} aria-current={route.value.path === to ? "page" : undefined}>
          {name}
          <small class="quiet">{count}</small>
        </a>
      ))}
    </nav>
  );
}
