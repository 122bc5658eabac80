import { bilingual } from "./bilingual";

const pl = {
  menu: "Moderuj",
  pin: "Przypnij w dziale",
  unpin: "Odepnij",
  close: "Zamknij rozmowę",
  reopen: "Otwórz ponownie",
  move: "Przenieś do innego działu",
  audience: "Zmień, kto czyta",
  log: "Dziennik moderacji",
  reason: "Powód (nieobowiązkowo, będzie w dzienniku)",
  closeTitle: "Zamknąć tę rozmowę?",
  closeText: "Nadal będzie ją można czytać, ale nikt nic nie dopisze. Można ją otworzyć ponownie.",
  moveTitle: "Przenieść rozmowę",
  moveText: "Rozmowa przyjmie zasady działu, do którego trafi.",
  board: "Dział",
  chooseBoard: "Proszę wybrać dział",
  toOpen:
    "Ten dział czytają także obserwatorzy. Zobaczą tytuł i to, co zostanie napisane od teraz; wcześniejsze wpisy zostaną tylko dla miast sieci.",
  toClosed: "Ten dział czytają tylko miasta sieci. Obserwatorzy stracą tę rozmowę z oczu.",
  audienceTitle: "Kto ma czytać tę rozmowę?",
  confirm: "Zapisz",
  closeConfirm: "Zamknij rozmowę",
  moveConfirm: "Przenieś",
  readers: {
    MEMBERS: "tylko miasta sieci",
    OPEN: "także obserwatorzy",
    ALL: "także obserwatorzy, i mogą pisać",
  },
};

const en: typeof pl = {
  menu: "Moderate",
  pin: "Pin to the board",
  unpin: "Unpin",
  close: "Close the conversation",
  reopen: "Reopen",
  move: "Move to another board",
  audience: "Change who reads it",
  log: "Log of acts",
  reason: "Reason (optional, shown in the log)",
  closeTitle: "Close this conversation?",
  closeText: "It can still be read, but nobody can add to it. You can reopen it.",
  moveTitle: "Move the conversation",
  moveText: "It takes the rules of the board it is moved to.",
  board: "Board",
  chooseBoard: "Please choose a board",
  toOpen:
    "Observers read that board too. They will see the title and what is written from now on; earlier posts stay with the cities of the network.",
  toClosed: "Only the cities of the network read that board. Observers will no longer see this conversation.",
  audienceTitle: "Who is to read this conversation?",
  confirm: "Save",
  closeConfirm: "Close the conversation",
  moveConfirm: "Move",
  readers: {
    MEMBERS: "only cities of the network",
    OPEN: "observers too",
    ALL: "observers too, and they may write",
  },
};

export const moderatingWords = bilingual(pl, en);
