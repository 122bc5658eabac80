import { signal } from "@preact/signals";
import { ask } from "./client";
import { graphql } from "./contract";
import { listen } from "./live";

const Faces = graphql(`
  query Faces($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Person { id face } }
  }
`);

const MOST = 100;
const MOMENT = 30;

/** The addresses of faces by person; null for who has none, or none for this viewer. */
const known = signal(new Map<string, string | null>());
const wanted = new Set<string>();
let soon: number | undefined;

/** Somebody's face, if it is known; if not, it is asked for together with the others that are drawn now. */
export function faceOf(person: string): string | null {
  const face = known.value.get(person);
  if (face === undefined && !wanted.has(person)) {
    wanted.add(person);
    clearTimeout(soon);
    soon = window.setTimeout(askForThem, MOMENT);
  }
  return face ?? null;
}

export function learnFace(person: string, face: string | null): void {
  known.value = new Map(known.peek()).set(person, face);
}

/** Another person sees other faces. */
export function forgetFaces(): void {
  wanted.clear();
  known.value = new Map();
}

async function askForThem() {
  const ids = [...wanted].filter((id) => !known.peek().has(id)).slice(0, MOST);
  if (ids.length === 0) return;
  try {
    const found = (await ask(Faces, { ids })).nodes;
    const faces = new Map(known.peek());
    for (const id of ids) faces.set(id, null);
    for (const node of found) if (node && "face" in node && node.id) faces.set(node.id, node.face ?? null);
    known.value = faces;
    if ([...wanted].some((id) => !faces.has(id))) askForThem();
  } catch {
    for (const id of ids) wanted.delete(id); // asked again when they are next drawn
  }
}

listen(({ events, afresh }) => {
  if (afresh) return forgetFaces();
  for (const event of events) {
    if (event.__typename === "PersonChanged" && known.peek().has(event.person.id)) {
      wanted.delete(event.person.id);
      const faces = new Map(known.peek());
      faces.delete(event.person.id);
      known.value = faces;
    }
  }
});
