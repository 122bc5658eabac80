import { bilingual } from "./bilingual";
import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count}\u00a0${plural("pl", count, { one, few, many, other: many })}`;
const m = (count: number, one: string, other: string) =>
  `${count}\u00a0${plural("en", count, { one, other })}`;

const pl = {
  title: "Kto jest kim",
  facts: (people: number, cities: number) =>
    `${n(people, "osoba", "osoby", "osób")} z ${n(cities, "miasta", "miast", "miast")} sieci`,
  invite: "Zaproś osoby",
  requests: (count: number) => `Prośby o dołączenie (${count})`,
  manage: "Przekaż miejsce albo wyjdź",
  manageOther: "Przekaż albo zakończ",
  find: "Znajdź osobę, miasto albo sprawę",
  found: (count: number) => (count === 0 ? "Nikogo nie znaleziono." : n(count, "osoba", "osoby", "osób")),
  nobody: (text: string) => `Nikt nie pasuje do „${text}”. Można spróbować krócej: samo miasto albo temat.`,
  empty: "W tej sieci nie ma jeszcze nikogo.",
  team: "Prowadzą sieć",
  observers: "Miasta obserwatorzy",
  observersHint: "Czytają to, co otwarte, i opiniują projekty opracowań.",
  seeks: "Szuka",
  did: "Doświadczenie",
  contacts: "Kontakt",
  noContacts: "Nie udostępnia telefonu ani adresu.",
  nothingYet: "Ta osoba nie napisała jeszcze nic o sobie.",
  phone: "Telefon",
  email: "E-mail",
  moderates: "moderuje",
  coordinates: "koordynuje",
  observer: "obserwator",
  you: "to Państwa karta",
  yours: "Tak widzą Państwa inni",
  edit: "Uzupełnij profil",
  narrow: "Miasta obserwatorzy widzą imię i nazwisko, miasto i funkcję.",
  notHere: "Ta osoba nie jest już w tej sieci. Jej wpisy zostają przy mieście, dla którego powstały.",
  former: "Tej osoby już tu nie ma. Jej wpisy zostają przy mieście, dla którego powstały.",
  inNetwork: (since: string) => `w tej sieci od ${since}`,
  newcomer: "nowa osoba",
  away: "konto wyłączone",
  isAway: "Ta osoba wyłączyła konto na jakiś czas: nie czyta i nie odpowie.",
  switchOn: "Włącz konto z powrotem",
  silent: "od roku bez odzewu",
};

const en: typeof pl = {
  title: "Who is who",
  facts: (people, cities) =>
    `${m(people, "person", "people")} from ${m(cities, "city", "cities")} of the network`,
  invite: "Invite people",
  requests: (count) => `Requests to join (${count})`,
  manage: "Hand over or leave",
  manageOther: "Hand over or end",
  find: "Find a person, a city or a matter",
  found: (count) => (count === 0 ? "Nobody was found." : m(count, "person", "people")),
  nobody: (text) => `Nobody fits “${text}”. Try something shorter: just the city or the topic.`,
  empty: "There is nobody in this network yet.",
  team: "Who runs the network",
  observers: "Observer cities",
  observersHint: "They read what is open to them and give opinions on drafts.",
  seeks: "Looks for",
  did: "Experience",
  contacts: "Contact",
  noContacts: "Shares neither telephone nor address.",
  nothingYet: "This person has not written about themselves yet.",
  phone: "Telephone",
  email: "E-mail",
  moderates: "moderates",
  coordinates: "coordinates",
  observer: "observer",
  you: "this is you",
  yours: "This is how others see you",
  edit: "Complete your profile",
  narrow: "Observer cities see name, city and function.",
  notHere: "This person is no longer in this network. Their posts stay with the city they were written for.",
  former: "This person has left for good. Their posts stay with the city they were written for.",
  inNetwork: (since) => `in this network since ${since}`,
  newcomer: "new here",
  away: "account switched off",
  isAway: "This person has switched the account off for a while: they do not read and will not answer.",
  switchOn: "Switch the account on again",
  silent: "silent for a year",
};

export const peopleWords = bilingual(pl, en);
