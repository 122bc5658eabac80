import { bilingual } from "./bilingual";

const pl = {
  title: "Deklaracja dostępności",
  lead: "Empiria ma być dostępna dla każdego, kto pracuje w urzędzie miasta, także bez myszy, z czytnikiem ekranu, w dużym powiększeniu i na telefonie.",
  state: "Stan dostępności",
  stateText:
    "Strony budujemy według wytycznych WCAG 2.2 na poziomie AA. To nasza samoocena: nie było jeszcze badania przez niezależny podmiot ani z udziałem osób z niepełnosprawnościami.",
  checked: "Co sprawdzamy przy każdej zmianie",
  checks: [
    "automatycznie, narzędziem axe-core, każdą stronę: po polsku i po angielsku, w jasnym i ciemnym wyglądzie, na szerokim i wąskim ekranie;",
    "całą drogę od zalogowania do wysłania wpisu samą klawiaturą;",
    "kontrast liter w kolorach wszystkich sieci, w obu wyglądach: co najmniej 4,5 do 1;",
    "czy żadna strona nie przewija się na boki przy szerokości 360 pikseli.",
  ],
  limits: "Czego nie możemy obiecać",
  limit: [
    "Wpisy piszą ludzie: mogą w nich być obrazy bez opisu albo odnośniki o niejasnej nazwie.",
    "Mapa miast na stronie głównej jest obrazem. Te same miasta są wymienione obok słowami.",
    "Nie ma jeszcze tłumaczenia na polski język migowy ani tekstu łatwego do czytania.",
  ],
  contact: "Uwagi i prośby",
  contactText:
    "Jeśli coś jest niedostępne, proszę powiedzieć o tym osobie koordynującej sieć albo podmiotowi, który prowadzi tę stronę; jego dane są na stronie „Dane osobowe”. Podmiot publiczny odpowiada w ciągu 7 dni. Na odmowę lub brak odpowiedzi można złożyć skargę do Rzecznika Praw Obywatelskich.",
  personalData: "Dane osobowe",
  law: "Podstawa: ustawa z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych i aplikacji mobilnych podmiotów publicznych.",
  home: "Strona główna",
};

const en: typeof pl = {
  title: "Accessibility statement",
  lead: "Empiria is meant for everybody who works in a town hall, also without a mouse, with a screen reader, at large zoom and on a phone.",
  state: "How accessible it is",
  stateText:
    "Pages are built to WCAG 2.2, level AA. This is our own judgement: there has been no audit by an independent body yet, nor one with people with disabilities.",
  checked: "What is checked with every change",
  checks: [
    "every page, automatically, with axe-core: in Polish and English, light and dark, on a wide and a narrow screen;",
    "the whole way from signing in to sending a post, with the keyboard alone;",
    "the contrast of text in the colours of all networks, light and dark: at least 4.5 to 1;",
    "that no page scrolls sideways at a width of 360 pixels.",
  ],
  limits: "What cannot be promised",
  limit: [
    "People write the posts: there may be images without a description, or links with an unclear name.",
    "The map of cities on the front page is an image. The same cities are named beside it in words.",
    "There is no translation into Polish Sign Language and no easy-to-read text yet.",
  ],
  contact: "Remarks and requests",
  contactText:
    "If something is not accessible, please tell who coordinates your network, or the body that runs this site; its details are on the page “Personal data”. A public body answers within 7 days. Against a refusal or silence one can complain to the Polish Commissioner for Human Rights.",
  personalData: "Personal data",
  law: "Basis: the Polish act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies.",
  home: "Front page",
};

export const accessibilityWords = bilingual(pl, en);
