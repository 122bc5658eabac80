import { bilingual } from "./bilingual";
import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count}\u00a0${plural("pl", count, { one, few, many, other: many })}`;
const m = (count: number, one: string, other: string) =>
  `${count}\u00a0${plural("en", count, { one, other })}`;

const pl = {
  title: "Szukaj",
  field: "Szukaj we wpisach, rozmowach, tematach, ludziach i miastach",
  hint: "Można pisać bez polskich znaków i w dowolnej odmianie. Fraza w cudzysłowie jest szukana dokładnie tak, jak stoi.",
  search: "Szukaj",
  searching: "Szukam…",
  found: (count: number, more: boolean) =>
    more ? "Ponad 1000 wyników" : count === 0 ? "Brak wyników" : n(count, "wynik", "wyniki", "wyników"),
  corrected: (asked: string) => `Nic nie pasuje do „${asked}”. Pokazujemy wyniki dla`,
  nothing: (text: string) => `Nic nie pasuje do „${text}”.`,
  tries: [
    "Warto spróbować mniejszej liczby słów albo samego tematu: „retencja” zamiast „zbiorniki retencyjne w parku”.",
    "Można też zdjąć filtry albo cudzysłów.",
  ],
  clear: "Zdejmij filtry",
  filters: "Filtry",
  kind: "Co",
  kinds: {
    all: "Wszystko",
    POST: "Wpisy",
    THREAD: "Rozmowy",
    TOPIC: "Tematy",
    POLL: "Głosowania",
    PERSON: "Osoby",
    CITY: "Miasta",
    FILE: "Pliki",
  },
  kindOf: {
    POST: "Wpis",
    THREAD: "Rozmowa",
    TOPIC: "Temat",
    POLL: "Głosowanie",
    PERSON: "Osoba",
    CITY: "Miasto",
    FILE: "Plik",
  },
  network: "Sieć",
  allNetworks: "Wszystkie sieci",
  board: "Dział",
  allBoards: "Wszystkie działy",
  time: "Kiedy",
  anyTime: "Kiedykolwiek",
  times: { month: "Ostatni miesiąc", year: "Ostatni rok", days: "Wybrane dni" },
  od: "Od dnia",
  do: "Do dnia",
  onlyPerson: "Tylko wpisy tej osoby",
  onlyCity: "Tylko wpisy z tego miasta",
  dropPerson: "Wybrana osoba",
  dropCity: "Wybrane miasto",
  drop: (filter: string) => `Zdejmij filtr: ${filter}`,
  more: "Pokaż więcej",
};

const en: typeof pl = {
  title: "Search",
  field: "Search posts, threads, topics, people and cities",
  hint: "Any form of a word will do, also without Polish letters. Words in quotation marks are searched for as they stand.",
  search: "Search",
  searching: "Searching…",
  found: (count, more) =>
    more ? "More than 1,000 results" : count === 0 ? "No results" : m(count, "result", "results"),
  corrected: (asked) => `Nothing matches “${asked}”. Showing results for`,
  nothing: (text) => `Nothing matches “${text}”.`,
  tries: ["Try fewer words, or just the topic.", "Or take away the filters or the quotation marks."],
  clear: "Take away the filters",
  filters: "Filters",
  kind: "What",
  kinds: {
    all: "Everything",
    POST: "Posts",
    THREAD: "Threads",
    TOPIC: "Topics",
    POLL: "Polls",
    PERSON: "People",
    CITY: "Cities",
    FILE: "Files",
  },
  kindOf: {
    POST: "Post",
    THREAD: "Thread",
    TOPIC: "Topic",
    POLL: "Poll",
    PERSON: "Person",
    CITY: "City",
    FILE: "File",
  },
  network: "Network",
  allNetworks: "All networks",
  board: "Board",
  allBoards: "All boards",
  time: "When",
  anyTime: "Any time",
  times: { month: "The last month", year: "The last year", days: "Chosen days" },
  od: "From",
  do: "To",
  onlyPerson: "Only posts of this person",
  onlyCity: "Only posts from this city",
  dropPerson: "One person",
  dropCity: "One city",
  drop: (filter) => `Take away the filter: ${filter}`,
  more: "Show more",
};

export const searchWords = bilingual(pl, en);
