import { bilingual } from "./bilingual";
import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count}\u00a0${plural("pl", count, { one, few, many, other: many })}`;
const m = (count: number, one: string, other: string) =>
  `${count}\u00a0${plural("en", count, { one, other })}`;

type Row = [what: string, why: string, howLong: string, who: string];

const pl = {
  title: "Dane osobowe",
  lead: "Co Empiria wie o osobach, które z niej korzystają, po co, jak długo i kto to widzi.",
  clauseTitle: "Zanim Państwo wejdą",
  clauseLead:
    "Prosimy o chwilę na przeczytanie, co zapisujemy i kto to widzi. Pokazujemy to raz; potem jest w zakładce Konto.",
  clausePoints: [
    "Zapisujemy imię i nazwisko, adres e-mail, miasto i funkcję. Reszta profilu zależy od Państwa.",
    "Wpisy czytają tylko ci, którym sieć je udostępnia: miasta sieci, a w działach otwartych także obserwatorzy.",
    "Zdjęcie, telefon i adres widzą tylko osoby z tych samych sieci, i tylko jeśli zostaną podane.",
    "Swoje dane można w każdej chwili poprawić, pobrać albo usunąć. Wpisy zostają wtedy przy mieście, bez nazwiska.",
    "Nie ma tu reklam, śledzenia ani przekazywania danych na zewnątrz.",
  ],
  clauseFrom: (name: string, network: string, date: string) =>
    `Imię, nazwisko i adres podała ${date} osoba zapraszająca: ${name} (${network}).`,
  clauseBasis:
    "Podstawa prawna: realizacja zadań publicznych i współpraca miast (art. 6 ust. 1 lit. e RODO); to, co nieobowiązkowe w profilu – Państwa zgoda, którą można cofnąć.",
  confirm: "Rozumiem, przejdź dalej",
  readAll: "Przeczytaj całość",
  operator: "Kto odpowiada za dane",
  operatorMail: (email: string) => `Kontakt w sprawie danych: ${email}`,
  kept: "Co zapisujemy",
  columns: ["Co", "Po co", "Jak długo", "Kto widzi"],
  rows: [
    [
      "Imię i nazwisko, miasto, funkcja",
      "Żeby było wiadomo, kto mówi i w czyim imieniu",
      "Do usunięcia konta",
      "Osoby z tych samych sieci, także obserwatorzy",
    ],
    [
      "Zdjęcie, doświadczenie, czego szukam",
      "Żeby łatwiej się poznać",
      "Do usunięcia przez Państwa",
      "Miasta sieci i osoby, które sieć prowadzą",
    ],
    [
      "Telefon i adres e-mail",
      "Adres do logowania i wiadomości; telefon do kontaktu",
      "Do usunięcia konta lub numeru",
      "Tylko jeśli je Państwo udostępnią: miasta sieci",
    ],
    [
      "Wpisy i rozmowy",
      "To dorobek sieci i miasta",
      "Tak długo, jak sieć; po usunięciu konta bez nazwiska",
      "Ci, którzy czytają dany dział",
    ],
    [
      "Sesje i urządzenia, klucze dostępu, hasło (zaszyfrowane jednokierunkowo)",
      "Bezpieczne logowanie",
      "Sesja 30 dni od ostatniego użycia",
      "Tylko Państwo",
    ],
    ["Jednorazowe odnośniki", "Logowanie bez hasła", "Godzina; zaproszenie do 30 dni", "Nikt"],
    [
      "Zaproszenia i prośby o przyjęcie",
      "Żeby było wiadomo, kto kogo zaprosił",
      "Do usunięcia konta",
      "Osoby, które sieć prowadzą",
    ],
    ["Co zostało przeczytane", "Liczniki nieprzeczytanych wpisów", "Do usunięcia konta", "Tylko Państwo"],
    [
      "Zdarzenia na żywo (same numery, bez treści)",
      "Aktualizacja stron w przeglądarkach",
      "7 dni, przy małym ruchu dłużej",
      "Nikt",
    ],
    [
      "Kolejka wiadomości e-mail",
      "Wysyłka i ponowienia",
      "7 dni po wysłaniu, 30 dni po niepowodzeniu",
      "Osoby obsługujące serwer",
    ],
    ["Dziennik moderacji", "Przejrzystość działań prowadzących", "Tak długo, jak sieć", "Miasta sieci"],
    [
      "Dziennik techniczny i kopie zapasowe",
      "Naprawa błędów, odtworzenie po awarii",
      "Według ustawień podmiotu, który prowadzi serwis",
      "Osoby obsługujące serwer",
    ],
  ] as Row[],
  rights: "Państwa prawa",
  rightsText:
    "Dostęp do danych, ich poprawianie, usunięcie, ograniczenie i sprzeciw, przeniesienie, cofnięcie zgody oraz skarga do Prezesa Urzędu Ochrony Danych Osobowych. Większość można zrobić samodzielnie poniżej. Danych nie przekazujemy poza Europejski Obszar Gospodarczy i nie podejmujemy na ich podstawie automatycznych decyzji. Podanie danych jest dobrowolne, ale bez imienia, nazwiska i adresu nie da się tu pracować.",
  print: "Drukuj",
  copy: "Pobierz swoje dane",
  copyText:
    "Jeden plik JSON ze wszystkim, co mamy: profil ze zdjęciem, miejsca w sieciach, wpisy, sesje, zaproszenia, prośby. Bez haseł i bez danych innych osób.",
  copyButton: "Pobierz plik",
  away: "Wyłącz konto na jakiś czas",
  awayText:
    "Nikt się nie zaloguje, wszystkie sesje i klucze przestaną działać, a inni zobaczą, że konto jest nieaktywne. Miejsce w sieci zostaje. Konto włącza z powrotem osoba koordynująca sieć.",
  awayButton: "Wyłącz konto",
  awayTitle: "Wyłączyć konto?",
  erase: "Usuń konto na zawsze",
  eraseText: (posts: number) =>
    posts === 0
      ? "Usuniemy wszystko, co osobiste: nazwisko, adres, telefon, zdjęcie, hasło, sesje. Tego nie da się cofnąć."
      : `Usuniemy wszystko, co osobiste: nazwisko, adres, telefon, zdjęcie, hasło, sesje. ${n(posts, "wpis zostanie", "wpisy zostaną", "wpisów zostanie")} jako dorobek miasta, podpisane „osoba dawniej reprezentująca: …”. Tego nie da się cofnąć. Kopie zapasowe zapomną o Państwu, gdy zastąpią je nowsze.`,
  eraseButton: "Usuń konto…",
  eraseTitle: "Usunąć konto na zawsze?",
  removePosts: (posts: number) => `Najpierw usuń też ${n(posts, "mój wpis", "moje wpisy", "moich wpisów")}`,
  removePostsHint: "Treść zniknie z rozmów na zawsze. Tytuły rozpoczętych rozmów zostają.",
  removed: (posts: number) => `Usunięto ${n(posts, "wpis", "wpisy", "wpisów")}.`,
  typeEmail: (email: string) => `Żeby potwierdzić, proszę wpisać swój adres: ${email}`,
  eraseConfirm: "Usuń konto na zawsze",
  working: "Chwileczkę…",
};

const en: typeof pl = {
  title: "Personal data",
  lead: "What Empiria knows about the people who use it, what for, for how long, and who sees it.",
  clauseTitle: "Before you enter",
  clauseLead:
    "Please take a moment to read what we keep and who sees it. We show it once; later it is under Account.",
  clausePoints: [
    "We keep your name, e-mail address, city and function. The rest of the profile is up to you.",
    "Posts are read only by those the network shows them to: its cities, and on open boards observers too.",
    "Picture, telephone and address are seen only by people of the same networks, and only if you give them.",
    "You can correct, download or erase your data at any time. Posts then stay with the city, without your name.",
    "There is no advertising, no tracking, and nothing is passed on.",
  ],
  clauseFrom: (name, network, date) =>
    `Your name and address were given on ${date} by the person who invited you: ${name} (${network}).`,
  clauseBasis:
    "Legal basis: public tasks and cooperation of cities (GDPR, article 6 (1) e); for what is optional in the profile your consent, which you may withdraw.",
  confirm: "I understand, go on",
  readAll: "Read all of it",
  operator: "Who answers for the data",
  operatorMail: (email) => `About your data write to ${email}`,
  kept: "What we keep",
  columns: ["What", "What for", "How long", "Who sees it"],
  rows: [
    [
      "Name, city, function",
      "So that one knows who speaks, and for whom",
      "Until the account is erased",
      "People of the same networks, observers too",
    ],
    [
      "Picture, experience, what I look for",
      "To get to know each other",
      "Until you take it away",
      "The network's cities and those who run it",
    ],
    [
      "Telephone and e-mail address",
      "The address for signing in and mail; the telephone for calls",
      "Until account or number is erased",
      "Only if you share them: the network's cities",
    ],
    [
      "Posts and threads",
      "They are the network's and the city's work",
      "As long as the network; without your name once the account is erased",
      "Those who read that board",
    ],
    [
      "Sessions and devices, access tokens, password (hashed)",
      "Safe signing in",
      "A session 30 days from its last use",
      "Only you",
    ],
    [
      "Links that work once",
      "Signing in without a password",
      "One hour; an invitation up to 30 days",
      "Nobody",
    ],
    [
      "Invitations and requests to join",
      "So that one knows who invited whom",
      "Until the account is erased",
      "Those who run the network",
    ],
    ["What you have read", "Counts of unread posts", "Until the account is erased", "Only you"],
    [
      "Live events (numbers only, no text)",
      "Keeping open pages up to date",
      "7 days, longer where little happens",
      "Nobody",
    ],
    [
      "Queue of mail",
      "Sending and trying again",
      "7 days after sending, 30 days after failing",
      "Those who run the server",
    ],
    [
      "Log of moderation",
      "So that moderation is in the open",
      "As long as the network",
      "The network's cities",
    ],
    [
      "Technical log and backups",
      "Mending errors, recovery",
      "As its operator has set",
      "Those who run the server",
    ],
  ],
  rights: "Your rights",
  rightsText:
    "Access, correction, erasure, restriction and objection, portability, withdrawing consent, and a complaint to the data protection authority. Most of it you can do yourself below. No data leaves the European Economic Area, and nothing is decided about you automatically. Giving data is voluntary, but without name and address one cannot work here.",
  print: "Print",
  copy: "Download your data",
  copyText:
    "One JSON file with all we have: profile with picture, places in networks, posts, sessions, invitations, requests. Without passwords and without anybody else's data.",
  copyButton: "Download the file",
  away: "Switch the account off for a while",
  awayText:
    "Nobody can sign in, all sessions and tokens end, and others see that the account is inactive. Your place in the network stays. A coordinator of the network switches the account on again.",
  awayButton: "Switch the account off",
  awayTitle: "Switch the account off?",
  erase: "Erase the account for good",
  eraseText: (posts) =>
    posts === 0
      ? "We erase all that is personal: name, address, telephone, picture, password, sessions. This cannot be undone."
      : `We erase all that is personal: name, address, telephone, picture, password, sessions. ${m(posts, "post stays", "posts stay")} as your city's work, signed “former representative of …”. This cannot be undone. Backups forget you when newer ones replace them.`,
  eraseButton: "Erase the account…",
  eraseTitle: "Erase the account for good?",
  removePosts: (posts) => `First remove my ${m(posts, "post", "posts")} too`,
  removePostsHint: "The text goes from the threads for good. Titles of threads you started stay.",
  removed: (posts) => `${m(posts, "post", "posts")} removed.`,
  typeEmail: (email) => `To confirm, please type your address: ${email}`,
  eraseConfirm: "Erase the account for good",
  working: "One moment…",
};

export const dataWords = bilingual(pl, en);
