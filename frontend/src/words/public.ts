import { bilingual } from "./bilingual";
import { plural } from "./plural";

const n = (count: number, one: string, few: string, many: string) =>
  `${count}\u00a0${plural("pl", count, { one, few, many, other: many })}`;
const m = (count: number, one: string, other: string) =>
  `${count}\u00a0${plural("en", count, { one, other })}`;

const pl = {
  title: "Miasta uczą się od siebie",
  lead: "Empiria to miejsce pracy sieci polskich miast. Przedstawicielki i przedstawiciele urzędów rozmawiają tu o tym, co u nich działa, i wspólnie przygotowują rozwiązania dla innych.",
  closed:
    "Rozmowy są zamknięte: czytają je tylko miasta, które pracują w danej sieci. Tutaj jest to, o czym sieci chcą powiedzieć wszystkim.",
  signIn: "Zaloguj się",
  networks: "Sieci",
  results: "Opublikowane opracowania",
  toAll: "Wszystkie sieci i opracowania",
  none: "Żadna sieć nie ma jeszcze swojej strony publicznej.",
  states: { PLANNED: "planowana", FORMING: "powstaje", WORKING: "pracuje", CLOSED: "zakończona" },
  cities: (count: number) => n(count, "miasto", "miasta", "miast"),
  observers: (count: number) => n(count, "obserwator", "obserwatorzy", "obserwatorów"),
  takePart: "Miasta sieci",
  watch: "Miasta obserwatorzy",
  hidden: "Ta sieć nie podaje, które miasta w niej pracują.",
  noCities: "Jeszcze nie ma miast.",
  heads: "dla burmistrzów i prezydentów",
  map: (cities: number, networks: number) =>
    `Na mapie: ${n(cities, "miasto", "miasta", "miast")} w ${n(networks, "sieci", "sieciach", "sieciach")}. Pełne koło to miasto sieci, puste to obserwator.`,
  mapOf: (name: string, cities: number) => `${name}: ${n(cities, "miasto", "miasta", "miast")} na mapie.`,
  citizens: "To miejsce pracy urzędów. W sprawach swojego miasta najlepiej napisać wprost do jego urzędu.",
  about: "O tej stronie",
  accessibility: "Deklaracja dostępności",
  personalData: "Dane osobowe",
};

const en: typeof pl = {
  title: "Cities learning from each other",
  lead: "Empiria is where networks of Polish cities work. People from town halls talk about what works for them and prepare solutions together, for others to use.",
  closed:
    "Conversations are closed: only the cities of a network read them. Here is what the networks want to tell everybody.",
  signIn: "Sign in",
  networks: "Networks",
  results: "Published results",
  toAll: "All networks and results",
  none: "No network has a public page yet.",
  states: { PLANNED: "planned", FORMING: "forming", WORKING: "at work", CLOSED: "ended" },
  cities: (count) => m(count, "city", "cities"),
  observers: (count) => m(count, "observer", "observers"),
  takePart: "Cities of the network",
  watch: "Observer cities",
  hidden: "This network does not say which cities work in it.",
  noCities: "There are no cities yet.",
  heads: "for mayors and presidents",
  map: (cities, networks) =>
    `On the map: ${m(cities, "city", "cities")} in ${m(networks, "network", "networks")}. A full circle is a city of a network, an empty one an observer.`,
  mapOf: (name, cities) => `${name}: ${m(cities, "city", "cities")} on the map.`,
  citizens:
    "This is a workspace of town officials. About your own city, it is best to write to its town hall.",
  about: "About this site",
  accessibility: "Accessibility statement",
  personalData: "Personal data",
};

export const publicWords = bilingual(pl, en);
