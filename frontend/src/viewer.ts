import { computed, effect, signal } from "@preact/signals";
import { ask, type Refusal, refusalOf, whenNotSignedIn } from "./client";
import { graphql } from "./contract";
import type { WhoAsksQuery } from "./contract/graphql";
import { forgetFaces } from "./faces";
import { follow, followOnly, listen, MINE, reconnect, whenSignedOut } from "./live";
import { type Interface, language } from "./words";

const WhoAsks = graphql(`
  query WhoAsks {
    viewer {
      person { id name }
      email
      language
      hasPassword
      showsPresence
      cursor
      timeZone
      informedAt
      inbox { waitingCount }
      unseenNoticeCount
      standings { id kind function introducedAt network { id slug name nameEn hue } seat { id city { id name } } }
      networks(first: 100) {
        edges { node { id slug name nameEn hue cursor unreadCount } }
      }
    }
  }
`);

const SetLanguage = graphql(`
  mutation SetLanguage($language: Language!) {
    setLanguage(input: { language: $language }) { viewer { language } }
  }
`);

export type Viewer = NonNullable<WhoAsksQuery["viewer"]>;
export type Standing = Viewer["standings"][number];

/** Who asks: undefined until it is known, null for a stranger. */
export const viewer = signal<Viewer | null | undefined>(undefined);
export const viewerRefusal = signal<Refusal | undefined>(undefined);
export const networks = computed(() => viewer.value?.networks.edges.map((edge) => edge.node) ?? []);

/** Whether the viewer coordinates any network. */
export const coordinates = computed(
  () => viewer.value?.standings.some((standing) => standing.kind === "COORDINATOR") ?? false,
);

/** The session ended by itself, and not because its owner signed out here. */
export const sessionEnded = signal(false);

/** Who is signed in, told to the other tabs of this browser. */
const WHO = "empiria.who";

let asking = 0;
let leaving = false;

export async function loadViewer(): Promise<void> {
  asking += 1;
  const mine = asking;
  const asked = performance.now();
  try {
    const { viewer: found } = await ask(WhoAsks);
    if (mine === asking) welcome(found ?? null, asked);
  } catch (error) {
    if (mine === asking) viewerRefusal.value = refusalOf(error);
  }
}

function welcome(found: Viewer | null, asked: number) {
  const before = viewer.peek()?.person.id;
  if (found?.person.id !== before) forgetFaces();
  if (found && found.person.id !== before) language.value = found.language === "EN" ? "en" : "pl";
  viewerRefusal.value = undefined;
  if (found || before) sessionEnded.value = !found && !leaving;
  leaving = false;
  viewer.value = found;
  localStorage.setItem(WHO, found?.person.id ?? "");
  followOnly(found ? [MINE, ...networks.peek().map((network) => network.id)] : []);
  if (found) follow(MINE, found.cursor, asked);
  for (const network of networks.peek()) follow(network.id, network.cursor, asked);
}

/** After signing out by one's own wish. */
export function sayGoodbye(): Promise<void> {
  leaving = true;
  return loadViewer();
}

/** The cities the viewer may write for in a network. */
export function seatsIn(networkId: string) {
  const seats = (viewer.value?.standings ?? []).flatMap((standing) =>
    standing.network.id === networkId && standing.seat ? [standing.seat] : [],
  );
  return [...new Map(seats.map((seat) => [seat.id, seat])).values()];
}

export function chooseLanguage(chosen: Interface): void {
  if (chosen === language.value) return;
  language.value = chosen;
  if (viewer.value) ask(SetLanguage, { language: chosen === "en" ? "EN" : "PL" }).catch(() => {});
}

let soon: number | undefined;

/** Counts in the rail; many events cause one question, spread so that not every reader asks at once. */
export function refreshCounts(): void {
  clearTimeout(soon);
  soon = window.setTimeout(loadViewer, 500 + Math.random() * 500);
}

export function startViewer(): void {
  loadViewer();
  whenSignedOut(loadViewer);
  whenNotSignedIn(loadViewer);
  listen(({ stream }) => (stream === MINE ? loadViewer() : refreshCounts()));
  addEventListener(
    "storage",
    (event) => event.key === WHO && event.newValue !== event.oldValue && loadViewer(),
  );
  addEventListener("online", () => viewerRefusal.peek() && loadViewer());
  let told = language.peek();
  effect(() => {
    if (language.value !== told) reconnect();
    told = language.value;
  });
}
