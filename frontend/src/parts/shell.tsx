import { Bell, Bookmark, CircleUserRound, Inbox, Landmark, MapPin, Search, Waypoints } from "lucide";
import type { ComponentChildren } from "preact";
import { route } from "../router";
import { chooseLanguage, coordinates, networks, viewer } from "../viewer";
import { type Interface, language, named, words } from "../words";
import { readingWords } from "../words/reading";
import { ConnectionState } from "./connection";
import { Icon } from "./icon";

export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        {words.value.skip}
      </a>
      <div class={viewer.value ? "shell" : "shell alone"}>
        <Rail />
        {children}
      </div>
      {viewer.value && <PhoneBar />}
    </>
  );
}

/** The column one reads in; `aside` is the margin with what belongs to it, below on narrow screens. */
export function Reading(props: {
  children: ComponentChildren;
  crumbs?: ComponentChildren;
  aside?: ComponentChildren;
  asideName?: string;
  hue?: number;
  /** Without a margin and wider than a column of text. */
  wide?: boolean;
  /** The margin is short and stays in sight while one reads on. */
  still?: boolean;
}) {
  const { children, crumbs, aside, asideName, hue, wide, still } = props;
  const style = hue === undefined ? undefined : { "--hue": hue };
  return (
    <div class={wide ? "reading wide" : "reading"} style={style}>
      <main id="main" tabIndex={-1}>
        <div class="head">
          {crumbs && (
            <nav class="crumbs" aria-label={words.value.rail.crumbs}>
              {crumbs}
            </nav>
          )}
          {viewer.value && <ConnectionState />}
        </div>
        {children}
      </main>
      {aside && (
        <aside class={still ? "margin still" : "margin"} aria-label={asideName}>
          {aside}
        </aside>
      )}
    </div>
  );
}

function Rail() {
  const w = words.value;
  return (
    <header class="rail">
      <a class="brand" href="/">
        <Mark />
        {w.brand}
      </a>
      {viewer.value && (
        <nav aria-label={w.rail.main}>
          <ul class="nets first">
            <li>
              <a href="/moje-sprawy" aria-current={route.value.path === "/moje-sprawy" ? "page" : undefined}>
                <Icon shape={Inbox} />
                <span>{readingWords.value.inbox}</span>
                <Waits />
              </a>
            </li>
            <li>
              <a
                href="/powiadomienia"
                aria-current={route.value.path === "/powiadomienia" ? "page" : undefined}
              >
                <Icon shape={Bell} />
                <span>{w.rail.notices}</span>
                <Count count={viewer.value.unseenNoticeCount} />
              </a>
            </li>
            <li>
              <a href="/zakladki" aria-current={route.value.path === "/zakladki" ? "page" : undefined}>
                <Icon shape={Bookmark} />
                <span>{readingWords.value.bookmarks}</span>
              </a>
            </li>
          </ul>
          <ul class="nets">
            {networks.value.map((network) => (
              <NetworkLink key={network.id} network={network} />
            ))}
          </ul>
          <ul class="nets me">
            <li>
              <a
                href="/szukaj"
                aria-keyshortcuts="/"
                aria-current={route.value.path === "/szukaj" ? "page" : undefined}
              >
                <Icon shape={Search} />
                <span>{w.rail.search}</span>
                <i class="key" aria-hidden="true">
                  /
                </i>
              </a>
            </li>
            {hasCity() && (
              <li>
                <a
                  href="/moje-miasto"
                  aria-current={route.value.path === "/moje-miasto" ? "page" : undefined}
                >
                  <Icon shape={MapPin} />
                  <span>{w.rail.city}</span>
                </a>
              </li>
            )}
            {coordinates.value && (
              <li>
                <a
                  href="/koordynacja"
                  aria-current={route.value.path === "/koordynacja" ? "page" : undefined}
                >
                  <Icon shape={Landmark} />
                  <span>{w.rail.coordination}</span>
                </a>
              </li>
            )}
            <li>
              <a href="/konto" aria-current={isAbout(route.value.path)}>
                <Icon shape={CircleUserRound} />
                <span>
                  {w.rail.account}
                  <small>{viewer.value.person.name}</small>
                </span>
              </a>
            </li>
          </ul>
        </nav>
      )}
      <LanguageSwitch />
    </header>
  );
}

const hasCity = () => viewer.value?.standings.some((standing) => standing.seat) ?? false;

/** Whether it is one of the pages about oneself. */
function isAbout(path: string): "page" | "true" | undefined {
  if (path === "/konto") return "page";
  return path.startsWith("/konto/") || path === "/dane-osobowe" ? "true" : undefined;
}

/** Eight networks around one table. */
function Mark() {
  return (
    <svg class="mark" viewBox="-16 -16 32 32" aria-hidden="true" focusable="false">
      {[255, 65, 320, 110, 25, 155, 200, 285].map((hue, turn) => (
        <circle key={hue} r="3.6" cy="-11" transform={`rotate(${turn * 45})`} style={{ "--hue": hue }} />
      ))}
    </svg>
  );
}

function NetworkLink({ network }: { network: (typeof networks.value)[number] }) {
  const path = `/sieci/${network.slug}`;
  const here = route.value.path === path || route.value.path.startsWith(`${path}/`);
  return (
    <li>
      <a
        href={path}
        style={{ "--hue": network.hue }}
        aria-current={here ? (route.value.path === path ? "page" : "true") : undefined}
      >
        <i class="dot" />
        <span>{named(network)}</span>
        <Count count={network.unreadCount} />
      </a>
    </li>
  );
}

export function Count({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{count > 999 ? "999+" : count}</span>
      <span class="unseen">, {words.value.rail.unread(count)}</span>
    </span>
  );
}

/** How many things wait for the reader's answer. */
function Waits() {
  const count = viewer.value?.inbox.waitingCount ?? 0;
  if (count === 0) return null;
  return (
    <span class="count waits">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">, {readingWords.value.waitsInRail(count)}</span>
    </span>
  );
}

function LanguageSwitch() {
  const languages: [Interface, string, string][] = [
    ["pl", "PL", "Polski"],
    ["en", "EN", "English"],
  ];
  return (
    <fieldset class="languages">
      <legend class="unseen">{words.value.rail.language}</legend>
      {languages.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          class="plain"
          lang={code}
          title={name}
          aria-label={`${short}, ${name}`}
          aria-pressed={language.value === code}
          onClick={() => chooseLanguage(code)}
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}

function PhoneBar() {
  const w = words.value.rail;
  const { path } = route.value;
  return (
    <nav class="phone-bar" aria-label={w.networks}>
      <a href="/" aria-current={path === "/" ? "page" : path.startsWith("/sieci") ? "true" : undefined}>
        <Icon shape={Waypoints} />
        {w.networks}
      </a>
      <a href="/moje-sprawy" aria-current={path === "/moje-sprawy" ? "page" : undefined}>
        <span class="bar-icon">
          <Icon shape={Inbox} />
          <Waits />
        </span>
        {readingWords.value.inbox}
      </a>
      <a href="/szukaj" aria-current={path === "/szukaj" ? "page" : undefined}>
        <Icon shape={Search} />
        {w.search}
      </a>
      {hasCity() && (
        <a href="/moje-miasto" aria-current={path === "/moje-miasto" ? "page" : undefined}>
          <Icon shape={MapPin} />
          {w.city}
        </a>
      )}
      <a href="/konto" aria-current={isAbout(path)}>
        <Icon shape={CircleUserRound} />
        {w.account}
      </a>
    </nav>
  );
}
