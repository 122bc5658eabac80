import type { Words } from "./index";
import { plural } from "./plural";

const n = (count: number, one: string, other: string) =>
  `${count}\u00a0${plural("en", count, { one, other })}`;

const memberCities = (count: number) => n(count, "city of the network", "cities of the network");
const observers = (count: number) => n(count, "observer", "observers");

export const en: Words = {
  brand: "Empiria",
  tagline: "A home for closed networks of Polish cities",
  skip: "Skip to content",
  languageName: "English",

  rail: {
    notices: "Notifications",
    networks: "Networks",
    mine: "My networks",
    account: "Account",
    search: "Search",
    coordination: "Coordination",
    city: "My city",
    main: "Main navigation",
    crumbs: "Path",
    language: "Language",
    unread: (count) => n(count, "unread post", "unread posts"),
  },

  connection: {
    connecting: "connecting…",
    live: "live",
    catchingUp: "catching up…",
    polling: "refreshed every 15 seconds",
    offline: (time) => `offline since ${time}`,
  },

  dates: {
    justNow: "just now",
    minutes: (count) => `${n(count, "minute", "minutes")} ago`,
    today: (time) => `today, ${time}`,
    yesterday: (time) => `yesterday, ${time}`,
  },

  loading: "Loading…",
  tryAgain: "Try again",
  cancel: "Cancel",
  close: "Close",
  showOlder: "Show older",
  showNewer: "Show newer",
  showMore: "Show more",

  failed: {
    offlineTitle: "There is no connection",
    offline: "The server could not be reached. This page will load when the connection is back.",
    brokenTitle: "This page could not be loaded",
    broken: "Something went wrong on our side. Please try again in a moment.",
    refusedTitle: "You cannot go in here",
    renewed: "Empiria has just been renewed. Please reload the page; drafts stay.",
    retryLater: "The server could not be reached. Please try again.",
  },

  notFound: {
    title: "There is no such page",
    text: "There is nothing at this address, or it is not open to this account. Perhaps the link has a typing error.",
    home: "Back to my networks",
  },

  welcome: {
    title: "Cities learn from each other",
    text: "Empiria is where networks of Polish cities work. Representatives of town halls talk here about what works for them, and prepare solutions for others together.",
    closed:
      "Each network is closed: only the cities that work in it can read it. Invitations come from the coordinator.",
  },

  signIn: {
    title: "Sign in",
    submit: "Sign in",
    email: "E-mail address",
    password: "Password",
    forgot: "I forgot my password",
    byPasskey: "Enter with a passkey",
    passkeyNotShown: "The device showed no passkey. You can try again, or enter another way.",
    byLink: "Without a password",
    byLinkHint: "We will send a one-time link to this address.",
    sendLink: "Send link",
    linkSent: (email) => `If we know the address ${email}, a message with a link will arrive in a moment.`,
    demo: "Demo accounts",
    demoHint: "This is a demo on this computer. One click signs in to the account.",
    demoSignIn: "Sign in as",
    redeemTitle: "Sign in from a link",
    redeemHint: "The link works once. It is used only when you press the button.",
    redeem: "Sign in on this device",
    redeemMissing:
      "Something is missing from this link. Please open it again from the message or ask for a new one.",
    newLink: "Ask for a new link",
    ended: "Your session has ended. Please sign in again – your drafts are still on this device.",
    required: "This field is needed.",
  },

  home: {
    title: "My networks",
    others: "Other networks and my requests to join",
    empty: "You are not in any network yet. When a coordinator adds you to one, it will appear right here.",
    noThreads: "There are no threads yet.",
    nothingNew: "All read",
    newest: "Latest threads",
  },

  states: { PLANNED: "planned", FORMING: "forming", WORKING: "working", CLOSED: "closed" },

  network: {
    work: "Work together",
    polls: "Votes",
    results: "Results",
    rules: (number) => `The network’s rules of cooperation (version ${number}) wait for you to accept them.`,
    readRules: "Read the rules",
    openPolls: "Open votes",
    awaited: "Waiting for our vote",
    pollUntil: (when) => `until ${when}`,
    startThread: "Start a thread",
    news: "What is new",
    nothingNew: "There are no new posts since your last visit.",
    recent: "Recent threads",
    noThreads: "There are no threads in this network yet. The first can begin with a single question.",
    noThreadsReadOnly:
      "There are no threads in this network yet. When somebody starts one, it will appear here.",
    boards: "Boards",
    noBoards: "There are no boards yet.",
    people: "Who is who",
    noPeople: "There is nobody here yet.",
    allPeople: (count: number) => `All people: ${count}`,
    cities: "Cities",
    memberCities: "Cities of the network",
    observerCities: "Observer cities",
    noCities: "There are no cities yet.",
    moderates: "moderates",
    coordinates: "coordinates",
    observer: "observer",
    log: "Log of acts",
    citiesCount: (members, watching) =>
      watching ? `${memberCities(members)}, ${observers(watching)}` : memberCities(members),
  },

  audience: {
    MEMBERS: "closed board: cities of the network read and write",
    OPEN: "open board: observers read",
    ALL: "open board: cities of the network and observers write",
  },

  threads: (count) => n(count, "thread", "threads"),
  posts: (count) => n(count, "post", "posts"),
  cities: (count) => n(count, "city", "cities"),
  newPosts: (count) => n(count, "new post", "new posts"),

  board: {
    label: "Board",
    empty: "There are no threads on this board yet.",
    emptyCan: "There are no threads on this board yet. You can start the first: a question is enough.",
    list: "Threads on the board",
    threads: "Conversations",
    topics: "Topics",
    about: "About this board",
    readers: "Who reads",
    writers: "Who writes",
    others: "Other boards",
    more: (count) => `Loaded ${n(count, "more thread", "more threads")}.`,
    removed: "Post removed",
  },

  thread: {
    new: "New posts",
    polls: "Votes about this conversation",
    newPoll: "Ask the cities",
    startedBy: "Started by",
    about: "About this thread",
    inBoard: "Board",
    writing: "Who writes here",
    andOthers: (count) => `and ${n(count, "other person", "other people")}`,
    readers: "Who reads this",
    list: "Posts",
    end: "These are all the posts.",
    permalink: (position) => `link to post ${position}`,
    position: (position) => `post ${position}`,
    inReplyTo: (name) => `in reply to ${name}`,
    edited: "edited",
    imported: "imported post",
    tombstone: "The author removed this post",
    removedBy: (name) => `Post removed (${name})`,
    removedWhy: (reason) => `Reason: ${reason}`,
    reply: "Reply",
    replyTo: (name) => `Reply to the post by ${name}`,
    edit: "Edit",
    remove: "Remove",
    removeTitle: "Remove this post?",
    removeText: "The text will be gone for good. The thread will show that a post was here.",
    removeReason: "Reason (optional, others will see it)",
    hideText: "The text will be gone for good. The thread will show your name and the reason.",
    hideReason: "Reason (others in the thread will see it)",
    removeConfirm: "Remove post",
    save: "Save changes",
    editLabel: "Text of the post",
    nothing: "There are no posts in this thread yet.",
    pinned: "pinned",
    closed: "closed",
  },

  whoReads: (audience, members, watching) => {
    const also = audience !== "MEMBERS" && watching > 0 ? ` and ${observers(watching)}` : "";
    return `${memberCities(members)}${also} will read this`;
  },

  composer: {
    label: "Reply",
    placeholder: "Reply…",
    send: "Send",
    sending: "Sending…",
    answering: (name) => `Reply to the post by ${name}`,
    toThread: "Reply to the whole thread",
    markdown: "Markdown: **bold**, *italics* · Ctrl + Enter sends",
    waiting: "Not sent yet – we will send it when the connection is back.",
    change: "Change the text",
    tooLong: (over) => `The text is too long by ${n(over, "character", "characters")}.`,
    left: (count) => `${n(count, "character", "characters")} left`,
    empty: "Please write at least a sentence.",
    earlierArrived:
      "An earlier version of this text has already arrived and is in the thread. If you send this text, it will be a separate post.",
    seat: "I write for the city of",
    discard: "Clear the draft",
  },

  presence: {
    here: "Here now",
    typing: (names) => {
      const [first = "", second = ""] = names;
      if (names.length === 1) return `${first} is writing…`;
      if (names.length === 2) return `${first} and ${second} are writing…`;
      return `${n(names.length, "person", "people")} are writing…`;
    },
    title: "Presence",
    text: "If you turn this on, you see who else is reading the same thread and whether they are writing, and those who have turned it on too see you. Nobody, not even a coordinator, sees others without being seen. Nothing is stored: after 30 seconds there is no trace.",
    hidden: "do not show that I am here",
    shown: "show it",
  },

  start: {
    title: "New thread",
    board: "Board",
    chooseBoard: "Please choose a board",
    threadTitle: "Title",
    titleHint:
      "A question works best, for example: “How do you run a meeting when half the room is shouting?”",
    body: "Text",
    submit: "Start the thread",
    nowhere: "You cannot start a thread in this network now.",
    back: "Back to the network",
    beforeYouAsk: "Perhaps somebody has asked before",
    titleNeeded: "Please enter a title.",
    titleTooLong: (over) => `The title is too long by ${n(over, "character", "characters")}.`,
  },

  account: {
    title: "Account",
    tabs: {
      profile: "Profile",
      settings: "Settings",
      notices: "Notifications",
      security: "Security",
      data: "Personal data",
    },
    name: "Name",
    email: "E-mail address",
    networks: "My places in networks",
    language: "Language",
    theme: "Appearance",
    themes: { system: "as in the system", light: "light", dark: "dark" },
    signOut: "Sign out",
    signOutText: "Drafts of posts stay on this device.",
    standings: {
      MEMBER: "city of the network",
      OBSERVER: "observer city",
      MODERATOR: "moderates",
      COORDINATOR: "coordinates",
      IMPORTED: "from the archive",
      SERVICE: "a program",
    },
  },
};
