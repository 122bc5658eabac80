import { bilingual } from "./bilingual";

const pl = {
  title: "Przedstaw się sieci",
  lead: "Dwa zdania i zdjęcie wystarczą, żeby ktoś wiedział, z czym do Państwa zadzwonić. Inni dowiedzą się o tym raz.",
  did: "Co udało się zrobić",
  seeks: "Czego szukam",
  send: "Przedstaw się",
  later: "Nie teraz",
  done: "Dziękujemy. Sieć już wie, kto do niej dołączył.",
  face: "Dodaj zdjęcie",
  newcomers: (names: string) => `Nowa osoba w sieci: ${names}`,
  newcomersMany: (names: string) => `Nowe osoby w sieci: ${names}`,
  meet: "Poznaj",
  seen: "Zamknij",
};

const en: typeof pl = {
  title: "Introduce yourself",
  lead: "Two sentences and a picture let others know what to call you about. They are told once.",
  did: "What I did",
  seeks: "What I look for",
  send: "Introduce me",
  later: "Not now",
  done: "Thank you. The network knows now who has joined.",
  face: "Add a picture",
  newcomers: (names) => `New in the network: ${names}`,
  newcomersMany: (names) => `New in the network: ${names}`,
  meet: "Meet",
  seen: "Close",
};

export const introductionWords = bilingual(pl, en);
