import { bilingual } from "./bilingual";

const pl = {
  title: "Miasta",
  members: "Miasta sieci",
  observers: "Miasta obserwatorzy",
  none: "Nie ma jeszcze miast.",
  since: "od",
  silent: "bez przedstawicieli",
  former: "Wcześniej",
  as: { MEMBER: "miasto sieci", OBSERVER: "miasto obserwator" },
  toObserver: "Zmień na obserwatora",
  toMember: "Zmień na miasto sieci",
  end: "Zakończ udział",
  of: (text: string, city: string) => `${text}: ${city}`,
  toObserverTitle: (city: string) => `${city}: zmienić na obserwatora?`,
  toObserverText:
    "Osoby z tego miasta zobaczą tylko to, co otwarte dla obserwatorów. To, co napisały, zostaje. Otwarte strony zmienią się od razu.",
  toMemberTitle: (city: string) => `${city}: zmienić na miasto sieci?`,
  toMemberText: "Osoby z tego miasta zobaczą wszystkie działy i będą w nich pisać.",
  endTitle: (city: string) => `${city}: zakończyć udział?`,
  endText:
    "Osoby z tego miasta stracą dostęp do sieci. Wpisy i zapis udziału miasta zostają. Dostaną o tym wiadomość.",
  reason: "Powód (będzie w dzienniku)",
  confirm: "Zmień",
  add: "Dodaj miasto",
  addHint: "Osoby z urzędu zaprasza się potem, imiennie albo przez urząd.",
  name: "Miasto",
  kind: "Udział",
  programme: "Program",
  programmeHint: "Na przykład Rozwój lokalny. Może zostać puste.",
  submit: "Dodaj",
  added: (city: string) => `Dodano: ${city}.`,
};

const en: typeof pl = {
  title: "Cities",
  members: "Cities of the network",
  observers: "Observer cities",
  none: "There are no cities yet.",
  since: "since",
  silent: "nobody represents it",
  former: "Formerly",
  as: { MEMBER: "city of the network", OBSERVER: "observer city" },
  toObserver: "Make it an observer",
  toMember: "Make it a city of the network",
  end: "End its part",
  of: (text, city) => `${text}: ${city}`,
  toObserverTitle: (city) => `${city}: make it an observer?`,
  toObserverText:
    "People of this city will see only what is open to observers. What they wrote stays. Open pages change at once.",
  toMemberTitle: (city) => `${city}: make it a city of the network?`,
  toMemberText: "People of this city will see all boards and write on them.",
  endTitle: (city) => `${city}: end its part?`,
  endText:
    "People of this city will no longer see the network. Their posts and the record of the city stay. They are told by mail.",
  reason: "Reason (shown in the log)",
  confirm: "Change",
  add: "Add a city",
  addHint: "Its people are invited afterwards, by name or through their office.",
  name: "City",
  kind: "Takes part as",
  programme: "Programme",
  programmeHint: "Such as Rozwój lokalny. It may stay empty.",
  submit: "Add",
  added: (city) => `Added: ${city}.`,
};

export const citiesWords = bilingual(pl, en);
