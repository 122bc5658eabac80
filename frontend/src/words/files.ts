import { bilingual } from "./bilingual";
import { language } from "./index";

const pl = {
  attach: "Załącz pliki",
  attachHint: "Pliki można też przeciągnąć tutaj albo wkleić.",
  attached: "Załączone pliki",
  sending: (name: string) => `Przesyłam plik ${name}`,
  cancel: "Przerwij",
  cancelNamed: (name: string) => `Przerwij przesyłanie pliku ${name}`,
  cancelled: (name: string) => `Przerwano przesyłanie pliku ${name}.`,
  arrived: (name: string) => `Plik ${name} jest gotowy do wysłania.`,
  refused: (name: string) => `Nie przesłano pliku ${name}.`,
  remove: (name: string) => `Usuń plik ${name}`,
  alt: "Co widać na obrazie?",
  altHint: "Jedno zdanie dla osób, które go nie zobaczą.",
  tooBig: (limit: string) => `Ten plik jest za duży. Mieści się najwyżej ${limit}.`,
  tooMany: (most: number) => `Zmieści się tu najwyżej ${most} plików.`,
  wait: "Wyślemy, gdy tylko pliki dotrą.",
  list: "Załączniki",
  show: (name: string) => `Pokaż obraz ${name}`,
  drop: "Proszę upuścić pliki, żeby je załączyć",
  kinds: {
    picture: "obraz",
    document: "dokument",
    sheet: "arkusz",
    presentation: "prezentacja",
    text: "tekst",
    calendar: "kalendarz",
    archive: "archiwum ZIP",
  },
};

const en: typeof pl = {
  attach: "Attach files",
  attachHint: "Files can also be dragged here or pasted.",
  attached: "Attached files",
  sending: (name) => `Sending ${name}`,
  cancel: "Cancel",
  cancelNamed: (name) => `Cancel sending ${name}`,
  cancelled: (name) => `Sending ${name} was cancelled.`,
  arrived: (name) => `${name} is ready to be posted.`,
  refused: (name) => `${name} was not sent.`,
  remove: (name) => `Remove ${name}`,
  alt: "What does the picture show?",
  altHint: "One sentence for those who will not see it.",
  tooBig: (limit) => `This file is too big. At most ${limit} fit.`,
  tooMany: (most) => `At most ${most} files fit here.`,
  wait: "It will be sent as soon as the files are there.",
  list: "Attachments",
  show: (name) => `Show the picture ${name}`,
  drop: "Drop files to attach them",
  kinds: {
    picture: "picture",
    document: "document",
    sheet: "sheet",
    presentation: "presentation",
    text: "text",
    calendar: "calendar",
    archive: "ZIP archive",
  },
};

export const fileWords = bilingual(pl, en);

const UNITS = [
  [1_000_000, "MB"],
  [1_000, "kB"],
  [1, "B"],
] as const;

/** "1,4 MB", as people read sizes. */
export function sizeOf(bytes: number): string {
  const [unit, name] = UNITS.find(([least]) => bytes >= least) ?? [1, "B"];
  const most = bytes / unit < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(language.value, { maximumFractionDigits: most }).format(bytes / unit)} ${name}`;
}
