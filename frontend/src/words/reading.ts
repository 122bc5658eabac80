import { bilingual } from "./bilingual";
import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count.toLocaleString("pl-PL")}\u00a0${plural("pl", count, { one, few, many, other: many })}`;
const e = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")}\u00a0${count === 1 ? one : many}`;

const pl = {
  inbox: "Moje sprawy",
  bookmarks: "Zakładki",
  waitsInRail: (count: number) => `czeka: ${n(count, "sprawa", "sprawy", "spraw")}`,

  waits: "Czeka na odpowiedź",
  nothingWaits: "Nic teraz nie czeka na Państwa odpowiedź.",
  news: "Nowe w sieciach",
  nothingNew: "Wszystko przeczytane.",
  toNetworks: "Przejdź do sieci",
  unread: (count: number) => n(count, "nowy wpis", "nowe wpisy", "nowych wpisów"),
  inThreads: (count: number) => `w ${n(count, "rozmowie", "rozmowach", "rozmowach")}`,
  moreThreads: (count: number) => `i jeszcze ${n(count, "rozmowa", "rozmowy", "rozmów")}`,
  markRead: "Oznacz jako przeczytane",
  markBoardRead: "Oznacz cały dział jako przeczytany",
  markNetworkRead: (name: string) => `Oznacz całą sieć jako przeczytaną: ${name}`,
  marked: "Oznaczono jako przeczytane.",
  kinds: {
    MENTION: "Ktoś o Państwu wspomina",
    REVIEW: "Prośba o uwagi",
    REPORT: "Zgłoszony wpis",
    REQUEST: "Prośba o dołączenie",
    VOTE: "Czeka na nasz głos",
    REMARK: "Czy nowa wersja uwzględnia uwagę?",
    RULES: "Zasady współpracy do akceptacji",
  } as Record<string, string>,
  settle: "Załatwione",
  settleWhat: (what: string) => `Załatwione: ${what}`,
  settled: "Odłożono jako załatwione.",
  putBack: "Przywróć",
  until: "do",

  place: "Miejsce w rozmowie",
  position: (position: number, of: number) =>
    `Wpis ${position.toLocaleString("pl-PL")} z ${of.toLocaleString("pl-PL")}`,
  start: "Początek",
  end: "Koniec",
  day: "Od dnia",
  unreadFromHere: "Nieprzeczytane odtąd",
  nowUnread: "Oznaczono jako nieprzeczytane od tego wpisu.",

  bookmark: "Dodaj zakładkę",
  bookmarked: "Zakładka",
  bookmarkThread: "Dodaj zakładkę do rozmowy",
  removeBookmark: "Usuń zakładkę",
  note: "Notatka, tylko dla Państwa (nieobowiązkowo)",
  saveBookmark: "Zapisz zakładkę",
  noBookmarks:
    "Nie ma jeszcze zakładek. Przy każdym wpisie i w każdej rozmowie można dodać zakładkę, a także notatkę do niej.",
  private: "Zakładki i notatki widzą tylko Państwo.",
  wholeThread: "cała rozmowa",
  postBy: (name: string) => `wpis: ${name}`,
  gone: "Treść tego wpisu usunięto.",
};

const en: typeof pl = {
  inbox: "My matters",
  bookmarks: "Bookmarks",
  waitsInRail: (count) => `${e(count, "matter waits", "matters wait")}`,

  waits: "Needs my answer",
  nothingWaits: "Nothing waits for your answer now.",
  news: "New in the networks",
  nothingNew: "Everything is read.",
  toNetworks: "Go to the networks",
  unread: (count) => e(count, "new post", "new posts"),
  inThreads: (count) => `in ${e(count, "conversation", "conversations")}`,
  moreThreads: (count) => `and ${e(count, "more conversation", "more conversations")}`,
  markRead: "Mark as read",
  markBoardRead: "Mark the whole board as read",
  markNetworkRead: (name) => `Mark the whole network as read: ${name}`,
  marked: "Marked as read.",
  kinds: {
    MENTION: "You are mentioned",
    REVIEW: "Remarks are asked for",
    REPORT: "A reported post",
    REQUEST: "Request to join",
    VOTE: "Waits for our vote",
    REMARK: "Does the new version meet the remark?",
    RULES: "Rules of cooperation to accept",
  },
  settle: "Done",
  settleWhat: (what) => `Done: ${what}`,
  settled: "Put away as done.",
  putBack: "Put back",
  until: "until",

  place: "Place in the conversation",
  position: (position, of) => `Post ${position.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")}`,
  start: "Start",
  end: "End",
  day: "From day",
  unreadFromHere: "Unread from here",
  nowUnread: "Marked as unread from this post.",

  bookmark: "Bookmark",
  bookmarked: "Bookmarked",
  bookmarkThread: "Bookmark the conversation",
  removeBookmark: "Remove the bookmark",
  note: "A note, for you only (optional)",
  saveBookmark: "Save the bookmark",
  noBookmarks:
    "No bookmarks yet. Every post and every conversation can be bookmarked, with a note if you like.",
  private: "Only you see bookmarks and their notes.",
  wholeThread: "the whole conversation",
  postBy: (name) => `post by ${name}`,
  gone: "The text of this post was removed.",
};

export const readingWords = bilingual(pl, en);
