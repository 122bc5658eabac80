/**
 * Empiria's page. main.tsx starts it and holds the routes; router.ts moves between them.
 * client.ts asks and live/ listens to what news.ts describes, the only two ways to the server; snapshot.ts
 * keeps a page's data true with both. viewer.ts knows who asks. discussion.ts places posts; seen.ts and scroll.ts
 * mind the reader's place; drafts.ts and sending.ts mind the writer's text. words/ are the sentences, look/ the
 * looks, parts/ what pages are made of, pages/ the pages; contract/ is generated from ../schema/hub.graphql.
 */
import "./look/index.css";
import "./theme";
import { render } from "preact";
import { HomePage } from "./pages/home";
import { RedeemPage, SignInPage, WelcomePage } from "./pages/sign-in";
import { lazy } from "./parts/lazy";
import { Shell } from "./parts/shell";
import { Failed, Loading, NotFound } from "./parts/states";
import { route, startRouter } from "./router";
import { startSearchKey } from "./search-key";
import { loadViewer, sessionEnded, startViewer, viewer, viewerRefusal } from "./viewer";
import { language } from "./words";

const AcceptingPage = lazy(async () => (await import("./pages/accepting")).AcceptingPage);
const AccessibilityPage = lazy(async () => (await import("./pages/accessibility")).AccessibilityPage);
const AccountPage = lazy(async () => (await import("./pages/account")).AccountPage);
const BoardPage = lazy(async () => (await import("./pages/board")).BoardPage);
const BookmarksPage = lazy(async () => (await import("./pages/bookmarks")).BookmarksPage);
const CitiesPage = lazy(async () => (await import("./pages/cities")).CitiesPage);
const CoordinationPage = lazy(async () => (await import("./pages/coordination")).CoordinationPage);
const InvitationsPage = lazy(async () => (await import("./pages/invitations")).InvitationsPage);
const DirectoryPage = lazy(async () => (await import("./pages/directory")).DirectoryPage);
const InboxPage = lazy(async () => (await import("./pages/inbox")).InboxPage);
const NetworkPage = lazy(async () => (await import("./pages/network")).NetworkPage);
const LogPage = lazy(async () => (await import("./pages/log")).LogPage);
const PeoplePage = lazy(async () => (await import("./pages/people")).PeoplePage);
const PersonPage = lazy(async () => (await import("./pages/person")).PersonPage);
const PlacePage = lazy(async () => (await import("./pages/place")).PlacePage);
const PollPage = lazy(async () => (await import("./pages/poll")).PollPage);
const PollsPage = lazy(async () => (await import("./pages/polls")).PollsPage);
const NewPollPage = lazy(async () => (await import("./pages/poll-new")).NewPollPage);
const PollScreenPage = lazy(async () => (await import("./pages/poll-screen")).PollScreenPage);
const PollSheetPage = lazy(async () => (await import("./pages/poll-sheet")).PollSheetPage);
const ProtocolPage = lazy(async () => (await import("./pages/poll-protocol")).ProtocolPage);
const ProfilePage = lazy(async () => (await import("./pages/profile")).ProfilePage);
const PublicPage = lazy(async () => (await import("./pages/public")).PublicPage);
const TopicPage = lazy(async () => (await import("./pages/topic")).TopicPage);
const TopicsPage = lazy(async () => (await import("./pages/topics")).TopicsPage);
const ReportsPage = lazy(async () => (await import("./pages/reports")).ReportsPage);
const StartPage = lazy(async () => (await import("./pages/start")).StartPage);
const ThreadPage = lazy(async () => (await import("./pages/thread")).ThreadPage);
const ThreadPrintedPage = lazy(async () => (await import("./pages/thread-printed")).ThreadPrintedPage);
const RequestsPage = lazy(async () => (await import("./pages/requests")).RequestsPage);
const ResetPage = lazy(async () => (await import("./pages/reset")).ResetPage);
const SearchPage = lazy(async () => (await import("./pages/search")).SearchPage);
const SecurityPage = lazy(async () => (await import("./pages/security")).SecurityPage);
const ConsolePage = lazy(async () => (await import("./pages/console")).ConsolePage);
const WebhooksPage = lazy(async () => (await import("./pages/webhooks")).WebhooksPage);
const ClausePage = lazy(async () => (await import("./pages/clause")).ClausePage);
const NoticesPage = lazy(async () => (await import("./pages/notices")).NoticesPage);
const NoticeSettingsPage = lazy(async () => (await import("./pages/notice-settings")).NoticeSettingsPage);
const UnsubscribingPage = lazy(async () => (await import("./pages/unsubscribing")).UnsubscribingPage);
const OwnCityPage = lazy(async () => (await import("./pages/own-city")).OwnCityPage);
const ResultsPage = lazy(async () => (await import("./pages/results")).ResultsPage);
const ResultPage = lazy(async () => (await import("./pages/result")).ResultPage);
const PrintedRemarksPage = lazy(
  async () => (await import("./pages/result-remarks-printed")).PrintedRemarksPage,
);
const ResultWritingPage = lazy(async () => (await import("./pages/result-writing")).ResultWritingPage);
const PublicResultPage = lazy(async () => (await import("./pages/result-public")).PublicResultPage);
const PersonalDataPage = lazy(async () => (await import("./pages/personal-data")).PersonalDataPage);

type Draw = (params: Record<string, string>) => preact.JSX.Element;

const routes: [RegExp, Draw][] = [
  [/^\/$/, () => <HomePage />],
  [/^\/koordynacja$/, () => <CoordinationPage />],
  [/^\/sieci\/(?<slug>[^/]+)\/miasta$/, ({ slug = "" }) => <CitiesPage slug={slug} />],
  [/^\/sieci\/(?<slug>[^/]+)\/dziennik$/, ({ slug = "" }) => <LogPage slug={slug} />],
  [/^\/sieci\/(?<slug>[^/]+)\/glosowania$/, ({ slug = "" }) => <PollsPage slug={slug} />],
  [/^\/sieci\/(?<slug>[^/]+)\/nowe-glosowanie$/, ({ slug = "" }) => <NewPollPage slug={slug} />],
  [
    /^\/sieci\/(?<slug>[^/]+)\/glosowania\/(?<pollId>[^/]+)$/,
    ({ slug = "", pollId = "" }) => <PollPage slug={slug} pollId={pollId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/glosowania\/(?<pollId>[^/]+)\/ekran$/,
    ({ slug = "", pollId = "" }) => <PollScreenPage slug={slug} pollId={pollId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/glosowania\/(?<pollId>[^/]+)\/karta$/,
    ({ slug = "", pollId = "" }) => <PollSheetPage slug={slug} pollId={pollId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/glosowania\/(?<pollId>[^/]+)\/protokol$/,
    ({ slug = "", pollId = "" }) => <ProtocolPage slug={slug} pollId={pollId} />,
  ],
  [/^\/sieci\/(?<slug>[^/]+)\/opracowania$/, ({ slug = "" }) => <ResultsPage slug={slug} />],
  [
    /^\/sieci\/(?<slug>[^/]+)\/opracowania\/(?<resultId>[^/]+)$/,
    ({ slug = "", resultId = "" }) => <ResultPage slug={slug} resultId={resultId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/opracowania\/(?<resultId>[^/]+)\/uwagi$/,
    ({ slug = "", resultId = "" }) => <PrintedRemarksPage slug={slug} resultId={resultId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/nowe-opracowanie$/,
    ({ slug = "" }) => <ResultWritingPage slug={slug} mode="start" />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/opracowania\/(?<resultId>[^/]+)\/pisanie$/,
    ({ slug = "", resultId = "" }) => <ResultWritingPage slug={slug} resultId={resultId} mode="edit" />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/opracowania\/(?<resultId>[^/]+)\/sprostowanie$/,
    ({ slug = "", resultId = "" }) => <ResultWritingPage slug={slug} resultId={resultId} mode="correct" />,
  ],
  [/^\/moje-sprawy$/, () => <InboxPage />],
  [/^\/zakladki$/, () => <BookmarksPage />],
  [/^\/katalog$/, () => <DirectoryPage />],
  [/^\/szukaj$/, () => <SearchPage />],
  [/^\/konto$/, () => <AccountPage />],
  [/^\/konto\/bezpieczenstwo$/, () => <SecurityPage />],
  [/^\/konto\/konsola$/, () => <ConsolePage />],
  [/^\/konto\/webhooki$/, () => <WebhooksPage />],
  [/^\/konto\/powiadomienia$/, () => <NoticeSettingsPage />],
  [/^\/powiadomienia$/, () => <NoticesPage />],
  [/^\/konto\/profil$/, () => <ProfilePage />],
  [/^\/moje-miasto$/, () => <OwnCityPage />],
  [/^\/sieci\/(?<slug>[^/]+)\/ludzie$/, ({ slug = "" }) => <PeoplePage slug={slug} />],
  [
    /^\/sieci\/(?<slug>[^/]+)\/ludzie\/(?<personId>[^/]+)$/,
    ({ slug = "", personId = "" }) => <PersonPage slug={slug} personId={personId} />,
  ],
  [/^\/sieci\/(?<slug>[^/]+)\/zaproszenia$/, ({ slug = "" }) => <InvitationsPage slug={slug} />],
  [/^\/sieci\/(?<slug>[^/]+)\/prosby$/, ({ slug = "" }) => <RequestsPage slug={slug} />],
  [
    /^\/sieci\/(?<slug>[^/]+)\/miejsca\/(?<standingId>[^/]+)$/,
    ({ slug = "", standingId = "" }) => <PlacePage slug={slug} standingId={standingId} />,
  ],
  [/^\/sieci\/(?<slug>[^/]+)$/, ({ slug = "" }) => <NetworkPage slug={slug} />],
  [
    /^\/sieci\/(?<slug>[^/]+)\/dzialy\/(?<boardId>[^/]+)$/,
    ({ slug = "", boardId = "" }) => <BoardPage slug={slug} boardId={boardId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/dzialy\/(?<boardId>[^/]+)\/tematy$/,
    ({ slug = "", boardId = "" }) => <TopicsPage slug={slug} boardId={boardId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/tematy\/(?<topicId>[^/]+)$/,
    ({ slug = "", topicId = "" }) => <TopicPage slug={slug} topicId={topicId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/rozmowy\/(?<threadId>[^/]+)$/,
    ({ slug = "", threadId = "" }) => <ThreadPage slug={slug} threadId={threadId} />,
  ],
  [
    /^\/sieci\/(?<slug>[^/]+)\/rozmowy\/(?<threadId>[^/]+)\/druk$/,
    ({ slug = "", threadId = "" }) => <ThreadPrintedPage slug={slug} threadId={threadId} />,
  ],
  [/^\/sieci\/(?<slug>[^/]+)\/zgloszenia$/, ({ slug = "" }) => <ReportsPage slug={slug} />],
  [/^\/sieci\/(?<slug>[^/]+)\/nowa-rozmowa$/, ({ slug = "" }) => <StartPage slug={slug} />],
];

function Page() {
  // Another language means other sentences from the server, so the page asks anew; so does another person.
  const { visit } = route.value;
  return (
    <Shell>
      <div class="contents" key={`${visit}/${language.value}/${viewer.value?.person.id}`}>
        {content()}
      </div>
    </Shell>
  );
}

function content() {
  const { path } = route.value;
  if (path === "/logowanie/link") return <RedeemPage />;
  if (path === "/haslo") return <ResetPage />;
  if (path.startsWith("/rezygnacja/")) return <UnsubscribingPage link={path.slice("/rezygnacja/".length)} />;
  if (path === "/dostepnosc") return <AccessibilityPage />;
  if (viewer.value === undefined) {
    const refusal = viewerRefusal.value;
    return refusal ? <Failed refusal={refusal} retry={loadViewer} /> : <Loading />;
  }
  if (/^\/zaproszenie(\/urzad)?$/.test(path)) return <AcceptingPage key={route.value.hash} />;
  if (path === "/dane-osobowe") return <PersonalDataPage />;
  const published = /^\/opracowania\/([^/]+)$/.exec(path)?.[1];
  if (published) return <PublicResultPage resultId={published} />;
  if (viewer.value && !viewer.value.informedAt) return <ClausePage />;
  if (viewer.value === null) {
    if (path === "/" && !sessionEnded.value) return <PublicPage />;
    return path === "/logowanie" ? <SignInPage /> : <WelcomePage />;
  }
  for (const [pattern, draw] of routes) {
    const found = pattern.exec(path);
    if (found) return draw(found.groups ?? {});
  }
  return path === "/logowanie" ? <HomePage /> : <NotFound />;
}

startRouter();
startSearchKey();
startViewer();
render(<Page />, document.getElementById("page") as HTMLElement);
