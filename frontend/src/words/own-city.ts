import { bilingual } from "./bilingual";

const pl = {
  title: "Moje miasto",
  lead: "Gdzie zasiada, kto mówi w jego imieniu i co już powiedziało, także w sieciach, w których Państwa nie ma.",
  none: "Nie reprezentują Państwo żadnego miasta. Ta strona jest dla osób, które mają miejsce w sieci z ramienia urzędu.",
  seats: "Miejsca w sieciach",
  member: "miasto sieci",
  observer: "miasto obserwator",
  since: (date: string) => `od ${date}`,
  hidden: "Sieć, która nie podaje swojej nazwy",
  hiddenHint: "Miasto ma w niej miejsce; jej nazwę i rozmowy widzą tylko osoby, które w niej są.",
  notIn: "Nie ma tu Państwa, więc rozmów nie widać.",
  nobody: "Nikt teraz nie reprezentuje tu miasta.",
  votes: (count: number) => `Głosy miasta w zakończonych głosowaniach imiennych: ${count}`,
  remarks: (count: number) => `Uwagi miasta do opracowań: ${count}`,
  version: (title: string, number: number) => `${title}, wersja ${number}`,
  answered: (answer: string) => `Uwaga ${answer}.`,
};

const en: typeof pl = {
  title: "My city",
  lead: "Where it sits, who speaks for it and what it has said, also in networks you are not in.",
  none: "You do not represent a city. This page is for people who hold a seat for their town hall.",
  seats: "Seats in networks",
  member: "city of the network",
  observer: "observer city",
  since: (date) => `since ${date}`,
  hidden: "A network that does not tell its name",
  hiddenHint: "The city has a seat in it; name and discussions are for those who are in it.",
  notIn: "You are not in it, so its discussions are not shown.",
  nobody: "Nobody represents the city here now.",
  votes: (count) => `The city's votes by name that are over: ${count}`,
  remarks: (count) => `The city's remarks on results: ${count}`,
  version: (title, number) => `${title}, version ${number}`,
  answered: (answer) => `This remark was ${answer}.`,
};

export const cityWords = bilingual(pl, en);
