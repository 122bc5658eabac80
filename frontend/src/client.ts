import type { TypedDocumentString } from "./contract/graphql";
import { language, words } from "./words";

export type Code =
  | "NOT_SIGNED_IN"
  | "NOT_FOUND"
  | "NOT_ALLOWED"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COSTLY"
  | "UNAVAILABLE"
  | "INTERNAL"
  | "OFFLINE"
  | "PERSISTED_QUERY_NOT_FOUND";

/** The server's refusal in a sentence to be shown as is, or OFFLINE when there was no answer at all. */
export class Refusal extends Error {
  readonly code: Code;
  readonly field: string | undefined;

  constructor(code: Code, message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }

  /** The same request may well succeed later. */
  get passing(): boolean {
    return this.code === "OFFLINE" || this.code === "UNAVAILABLE";
  }
}

type Answer<R> = {
  data?: R | null;
  errors?: { message: string; extensions?: { code?: Code; field?: string } }[];
};

let notSignedIn = () => {};

export function whenNotSignedIn(then: () => void): void {
  notSignedIn = then;
}

/** A request's members: the document by its hash where the page was built, by its text while it is being written. */
export function asking<R, V>(document: TypedDocumentString<R, V>, variables?: V) {
  const query = document.toString();
  if (query) return { query, variables: variables as Variables };
  const persistedQuery = { version: 1, sha256Hash: document.__meta__?.hash };
  const operationName: string = document.__meta__?.name;
  return { query, operationName, variables: variables as Variables, extensions: { persistedQuery } };
}

type Variables = Record<string, unknown>;

export async function ask<R, V>(document: TypedDocumentString<R, V>, variables?: V): Promise<R> {
  const answer = await post<R>(asking(document, variables));
  const error = answer.errors?.[0];
  if (error?.extensions?.code === "NOT_SIGNED_IN") notSignedIn();
  if (error?.extensions?.code === "PERSISTED_QUERY_NOT_FOUND")
    throw new Refusal("PERSISTED_QUERY_NOT_FOUND", words.value.failed.renewed);
  if (error) throw new Refusal(error.extensions?.code ?? "INTERNAL", error.message, error.extensions?.field);
  if (!answer.data) throw new Refusal("INTERNAL", words.value.failed.broken);
  return answer.data;
}

async function post<R>(body: object): Promise<Answer<R>> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json",
        "Accept-Language": language.value,
        "X-Hub-Request": "1",
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    return (await response.json()) as Answer<R>;
  } catch {
    // No connection, a proxy's page instead of an answer, or an answer cut short: unknown whether it arrived.
    throw new Refusal("OFFLINE", words.value.failed.retryLater);
  }
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  console.error(error);
  return new Refusal("INTERNAL", words.value.failed.broken);
}
