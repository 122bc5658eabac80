import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count}\u00a0${plural("pl", count, { one, few, many, other: many })}`;

const memberCities = (count: number) => n(count, "miasto sieci", "miasta sieci", "miast sieci");
const observers = (count: number) => n(count, "obserwator", "obserwatorzy", "obserwatorów");

export const pl = {
  brand: "Empiria",
  tagline: "Dom zamkniętych sieci polskich miast",
  skip: "Przejdź do treści",
  languageName: "Polski",

  rail: {
    notices: "Powiadomienia",
    networks: "Sieci",
    mine: "Moje sieci",
    account: "Konto",
    search: "Szukaj",
    coordination: "Koordynacja",
    city: "Moje miasto",
    main: "Główna nawigacja",
    crumbs: "Ścieżka",
    language: "Język",
    unread: (count: number) =>
      n(count, "nieprzeczytany wpis", "nieprzeczytane wpisy", "nieprzeczytanych wpisów"),
  },

  connection: {
    connecting: "łączę…",
    live: "na żywo",
    catchingUp: "nadrabiam…",
    polling: "odświeżane co 15 sekund",
    offline: (time: string) => `bez połączenia od ${time}`,
  },

  dates: {
    justNow: "przed chwilą",
    minutes: (count: number) => `${n(count, "minutę", "minuty", "minut")} temu`,
    today: (time: string) => `dziś, ${time}`,
    yesterday: (time: string) => `wczoraj, ${time}`,
  },

  loading: "Wczytuję…",
  tryAgain: "Spróbuj ponownie",
  cancel: "Anuluj",
  close: "Zamknij",
  showOlder: "Pokaż starsze",
  showNewer: "Pokaż nowsze",
  showMore: "Pokaż więcej",

  failed: {
    offlineTitle: "Nie ma połączenia",
    offline: "Nie udało się połączyć z serwerem. Wczytamy tę stronę, gdy wróci połączenie.",
    brokenTitle: "Nie udało się wczytać strony",
    broken: "Coś poszło nie tak po naszej stronie. Proszę spróbować jeszcze raz za chwilę.",
    refusedTitle: "Tu nie można wejść",
    renewed: "Empiria została właśnie odnowiona. Proszę odświeżyć stronę; szkice zostają.",
    retryLater: "Nie udało się połączyć z serwerem. Proszę spróbować jeszcze raz.",
  },

  notFound: {
    title: "Nie ma takiej strony",
    text: "Pod tym adresem nic nie ma albo nie jest to dostępne dla tego konta. Być może w odnośniku jest literówka.",
    home: "Wróć do moich sieci",
  },

  welcome: {
    title: "Miasta uczą się od siebie",
    text: "Empiria to miejsce pracy sieci polskich miast. Przedstawicielki i przedstawiciele urzędów rozmawiają tu o tym, co u nich działa, i wspólnie przygotowują rozwiązania dla innych.",
    closed:
      "Każda sieć jest zamknięta: czytają ją tylko miasta, które w niej pracują. Zaproszenia wysyła koordynator.",
  },

  signIn: {
    title: "Zaloguj się",
    submit: "Zaloguj się",
    email: "Adres e-mail",
    password: "Hasło",
    forgot: "Nie pamiętam hasła",
    byPasskey: "Wejdź kluczem urządzenia",
    passkeyNotShown: "Urządzenie nie pokazało klucza. Można spróbować jeszcze raz albo wejść inaczej.",
    byLink: "Bez hasła",
    byLinkHint: "Wyślemy jednorazowy odnośnik na podany adres.",
    sendLink: "Wyślij odnośnik",
    linkSent: (email: string) =>
      `Jeśli adres ${email} jest u nas znany, za chwilę przyjdzie na niego wiadomość z odnośnikiem.`,
    demo: "Konta pokazowe",
    demoHint: "To jest pokaz na tym komputerze. Jedno kliknięcie loguje na wybrane konto.",
    demoSignIn: "Zaloguj jako",
    redeemTitle: "Logowanie z odnośnika",
    redeemHint: "Odnośnik działa jeden raz. Zużyje się dopiero po naciśnięciu przycisku.",
    redeem: "Zaloguj się na tym urządzeniu",
    redeemMissing:
      "W tym odnośniku czegoś brakuje. Proszę otworzyć go jeszcze raz z wiadomości albo poprosić o nowy.",
    newLink: "Poproś o nowy odnośnik",
    ended: "Sesja się skończyła. Proszę zalogować się ponownie – szkice wpisów czekają na tym urządzeniu.",
    required: "To pole jest potrzebne.",
  },

  home: {
    title: "Moje sieci",
    others: "Inne sieci i moje prośby o dołączenie",
    empty:
      "Nie mają tu Państwo jeszcze żadnej sieci. Gdy koordynator doda Państwa do sieci, pojawi się właśnie tutaj.",
    noThreads: "Jeszcze nie ma rozmów.",
    nothingNew: "Wszystko przeczytane",
    newest: "Ostatnie rozmowy",
  },

  states: { PLANNED: "planowana", FORMING: "powstaje", WORKING: "pracuje", CLOSED: "zamknięta" },

  network: {
    work: "Wspólna praca",
    polls: "Głosowania",
    results: "Opracowania",
    rules: (number: number) => `Zasady współpracy sieci (wersja ${number}) czekają na Państwa akceptację.`,
    readRules: "Przeczytaj zasady",
    openPolls: "Otwarte głosowania",
    awaited: "Czeka na nasz głos",
    pollUntil: (when: string) => `do ${when}`,
    startThread: "Zacznij rozmowę",
    news: "Co nowego",
    nothingNew: "Od ostatniej wizyty nie ma nowych wpisów.",
    recent: "Ostatnie rozmowy",
    noThreads: "W tej sieci nie ma jeszcze rozmów. Pierwsza może zacząć się od jednego pytania.",
    noThreadsReadOnly: "W tej sieci nie ma jeszcze rozmów. Gdy ktoś zacznie, pojawią się tutaj.",
    boards: "Działy",
    noBoards: "Nie ma jeszcze działów.",
    people: "Kto jest kim",
    noPeople: "Nie ma tu jeszcze nikogo.",
    allPeople: (count: number) => `Wszystkie osoby: ${count}`,
    cities: "Miasta",
    memberCities: "Miasta sieci",
    observerCities: "Miasta obserwatorzy",
    noCities: "Nie ma jeszcze miast.",
    moderates: "moderuje",
    coordinates: "koordynuje",
    observer: "obserwator",
    log: "Dziennik moderacji",
    citiesCount: (members: number, watching: number) =>
      watching ? `${memberCities(members)}, ${observers(watching)}` : memberCities(members),
  },

  audience: {
    MEMBERS: "dział zamknięty: czytają i piszą miasta sieci",
    OPEN: "dział otwarty: obserwatorzy czytają",
    ALL: "dział otwarty: piszą miasta sieci i obserwatorzy",
  },

  threads: (count: number) => n(count, "rozmowa", "rozmowy", "rozmów"),
  posts: (count: number) => n(count, "wpis", "wpisy", "wpisów"),
  cities: (count: number) => n(count, "miasto", "miasta", "miast"),
  newPosts: (count: number) => n(count, "nowy wpis", "nowe wpisy", "nowych wpisów"),

  board: {
    label: "Dział",
    empty: "W tym dziale nie ma jeszcze rozmów.",
    emptyCan: "W tym dziale nie ma jeszcze rozmów. Można zacząć pierwszą: wystarczy pytanie.",
    list: "Rozmowy w dziale",
    threads: "Rozmowy",
    topics: "Tematy",
    about: "O tym dziale",
    readers: "Kto czyta",
    writers: "Kto pisze",
    others: "Inne działy",
    more: (count: number) =>
      `Wczytano ${n(count, "kolejną rozmowę", "kolejne rozmowy", "kolejnych rozmów")}.`,
    removed: "Wpis usunięty",
  },

  thread: {
    new: "Nowe wpisy",
    polls: "Głosowania o tej rozmowie",
    newPoll: "Zapytaj miasta",
    startedBy: "Rozmowę zaczyna",
    about: "O tej rozmowie",
    inBoard: "Dział",
    writing: "Kto tu pisze",
    andOthers: (count: number) => `i jeszcze ${n(count, "osoba", "osoby", "osób")}`,
    readers: "Kto to czyta",
    list: "Wpisy",
    end: "To wszystkie wpisy.",
    permalink: (position: number) => `odnośnik do wpisu ${position}`,
    position: (position: number) => `wpis ${position}`,
    inReplyTo: (name: string) => `w odpowiedzi do: ${name}`,
    edited: "poprawiony",
    imported: "zaimportowany wpis",
    tombstone: "Autor usunął ten wpis",
    removedBy: (name: string) => `Wpis usunięty (${name})`,
    removedWhy: (reason: string) => `Powód: ${reason}`,
    reply: "Odpowiedz",
    replyTo: (name: string) => `Odpowiedz na wpis: ${name}`,
    edit: "Popraw",
    remove: "Usuń",
    removeTitle: "Usunąć ten wpis?",
    removeText: "Treść zniknie na zawsze. W rozmowie zostanie ślad, że wpis tu był.",
    removeReason: "Powód (nieobowiązkowo, będzie widoczny)",
    hideText: "Treść zniknie na zawsze. W rozmowie zostanie ślad z Państwa nazwiskiem i powodem.",
    hideReason: "Powód (będzie widoczny w rozmowie)",
    removeConfirm: "Usuń wpis",
    save: "Zapisz poprawki",
    editLabel: "Treść wpisu",
    nothing: "W tej rozmowie nie ma jeszcze wpisów.",
    pinned: "przypięta",
    closed: "zamknięta",
  },

  whoReads: (audience: "MEMBERS" | "OPEN" | "ALL", members: number, watching: number) => {
    const verb = plural("pl", members, {
      one: "Przeczyta",
      few: "Przeczytają",
      many: "Przeczyta",
      other: "Przeczyta",
    });
    const also = audience !== "MEMBERS" && watching > 0 ? ` i ${observers(watching)}` : "";
    return `${verb} to ${memberCities(members)}${also}`;
  },

  composer: {
    label: "Odpowiedź",
    placeholder: "Odpowiedz…",
    send: "Wyślij",
    sending: "Wysyłam…",
    answering: (name: string) => `Odpowiedź na wpis: ${name}`,
    toThread: "Odpowiedz na całą rozmowę",
    markdown: "Markdown: **pogrubienie**, *kursywa* · Ctrl + Enter wysyła",
    waiting: "Nie wysłano jeszcze – wyślemy, gdy wróci połączenie.",
    change: "Popraw tekst",
    tooLong: (over: number) => `Tekst jest za długi o ${n(over, "znak", "znaki", "znaków")}.`,
    left: (count: number) => `Zostało: ${n(count, "znak", "znaki", "znaków")}`,
    empty: "Proszę napisać choć jedno zdanie.",
    earlierArrived:
      "Wcześniejsza wersja tego tekstu już dotarła i jest w rozmowie. Jeśli wyślą Państwo ten tekst, będzie osobnym wpisem.",
    seat: "Piszę w imieniu miasta",
    discard: "Wyczyść szkic",
  },

  presence: {
    here: "Teraz tu są",
    typing: (names: string[]) => {
      const [first = "", second = ""] = names;
      if (names.length === 1) return `${first} pisze…`;
      if (names.length === 2) return `${first} i ${second} piszą…`;
      const verb = plural("pl", names.length, { one: "Pisze", few: "Piszą", many: "Pisze", other: "Pisze" });
      return `${verb} ${n(names.length, "osoba", "osoby", "osób")}…`;
    },
    title: "Obecność",
    text: "Kto to włączy, widzi, kto jeszcze czyta tę samą rozmowę i czy pisze, i sam jest widoczny dla osób, które też to włączyły. Nikt, także koordynator, nie widzi obecności innych, nie pokazując swojej. Niczego nie zapisujemy: po 30 sekundach nie ma śladu.",
    hidden: "nie pokazuj, że tu jestem",
    shown: "pokazuj",
  },

  start: {
    title: "Nowa rozmowa",
    board: "Dział",
    chooseBoard: "Proszę wybrać dział",
    threadTitle: "Tytuł",
    titleHint: "Najlepiej pytanie, na przykład: „Jak prowadzić spotkanie, gdy pół sali krzyczy?”",
    body: "Treść",
    submit: "Zacznij rozmowę",
    nowhere: "W tej sieci nie można teraz zacząć rozmowy.",
    back: "Wróć do sieci",
    beforeYouAsk: "Może ktoś już o to pytał",
    titleNeeded: "Proszę wpisać tytuł.",
    titleTooLong: (over: number) => `Tytuł jest za długi o ${n(over, "znak", "znaki", "znaków")}.`,
  },

  account: {
    title: "Konto",
    tabs: {
      profile: "Profil",
      settings: "Ustawienia",
      notices: "Powiadomienia",
      security: "Bezpieczeństwo",
      data: "Dane osobowe",
    },
    name: "Imię i nazwisko",
    email: "Adres e-mail",
    networks: "Moje miejsca w sieciach",
    language: "Język",
    theme: "Wygląd",
    themes: { system: "jak w systemie", light: "jasny", dark: "ciemny" },
    signOut: "Wyloguj się",
    signOutText: "Szkice wpisów zostają na tym urządzeniu.",
    standings: {
      MEMBER: "miasto sieci",
      OBSERVER: "miasto obserwator",
      MODERATOR: "moderuje",
      COORDINATOR: "koordynuje",
      IMPORTED: "z archiwum",
      SERVICE: "program",
    },
  },
};
