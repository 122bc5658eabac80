import { bilingual } from "./bilingual";

const pl = {
  scopes: "Jakie rzeczy otwiera",
  scopesHint: "Bez wyboru otwiera wszystkie.",
  scopesHintService: "Bez wyboru otwiera tylko to, co sieć opublikowała.",
  scope: {
    DISCUSSION: "rozmowy",
    POLLS: "głosowania",
    RESULTS: "opracowania",
    PEOPLE: "osoby",
  },
  allThings: "wszystkie rzeczy",
  published: "to, co opublikowane",
  console: "Konsola GraphQL",
  consoleText:
    "Pytania zadaje się tu w swoim imieniu: widać to, co widać na stronach, i zmiany dzieją się naprawdę.",
  services: "Konta techniczne",
  servicesText:
    "Konto techniczne to miejsce w sieci dla programu, na przykład strony internetowej. Tylko czyta, nie ma miasta ani głosu i nie widzi danych osób. W „Kto jest kim” widać je jako program.",
  none: "Ta sieć nie ma kont technicznych.",
  name: "Nazwa nowego konta",
  nameHint: "Na przykład: Strona ZMP.",
  add: "Dodaj konto techniczne",
  added: (name: string) => `Konto „${name}” dodane. Teraz można wydać mu klucz dostępu.`,
  end: "Zakończ konto",
  endNamed: (name: string) => `Zakończ konto techniczne: ${name}`,
  endSure: (name: string) => `Zakończyć konto „${name}”? Wszystkie jego klucze od razu przestaną działać.`,
  ended: (name: string) => `Konto „${name}” zakończone.`,
  newFor: (name: string) => `Nowy klucz: ${name}`,
};

const en: typeof pl = {
  scopes: "What kinds of things it opens",
  scopesHint: "Without a choice it opens all.",
  scopesHintService: "Without a choice it opens only what the network has published.",
  scope: {
    DISCUSSION: "conversations",
    POLLS: "votes",
    RESULTS: "results",
    PEOPLE: "people",
  },
  allThings: "all things",
  published: "what is published",
  console: "GraphQL console",
  consoleText: "Here you ask in your own name: you see what the pages show you, and changes are real.",
  services: "Service accounts",
  servicesText:
    "A service account is a program’s place in the network, such as a website’s. It only reads, has neither city nor vote, and sees nothing personal. In “Who is who” it is shown as a program.",
  none: "This network has no service accounts.",
  name: "Name of the new account",
  nameHint: "For instance: ZMP’s website.",
  add: "Add a service account",
  added: (name) => `“${name}” is added. Now it can be given an access token.`,
  end: "End the account",
  endNamed: (name) => `End the service account: ${name}`,
  endSure: (name) => `End “${name}”? All its tokens stop working at once.`,
  ended: (name) => `“${name}” has ended.`,
  newFor: (name) => `New token: ${name}`,
};

export const programWords = bilingual(pl, en);
