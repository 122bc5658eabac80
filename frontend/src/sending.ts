import { effect, type Signal, signal } from "@preact/signals";
import { Refusal, refusalOf } from "./client";
import { type Draft, dropDraft, keepDraft, readDraft } from "./drafts";
import { connection } from "./live";
import { viewer } from "./viewer";
import { words } from "./words";

type Send = (draft: Draft & { key: string }) => Promise<void>;

const AGAIN = { first: 2_000, most: 30_000 };

/**
 * A text on its way: written, sent, and sent again with the same key until the server has answered.
 * It outlives the page it was written on, so "we will send it" stays true when one goes elsewhere meanwhile.
 */
export class Sending {
  readonly draft: Signal<Draft>;
  readonly state: Signal<"writing" | "sending" | "waiting">;
  readonly refusal = signal<Refusal | undefined>(undefined);
  send: Send = async () => {};
  private readonly where: string;
  private timer: number | undefined;
  private tries = 0;

  constructor(where: string) {
    this.where = where;
    const draft = readDraft(where);
    this.draft = signal(draft);
    this.state = signal(draft.waiting ? "waiting" : "writing");
    effect(() => {
      const reached = connection.value.kind === "live" || connection.value.kind === "polling";
      if (reached && this.state.value === "waiting") this.again(0);
    });
    addEventListener("online", () => this.state.peek() === "waiting" && this.again(0));
  }

  change(part: Partial<Draft>): void {
    this.draft.value = { ...this.draft.peek(), ...part };
    this.refusal.value = undefined;
    this.keep();
  }

  /** The writer wants to change a text whose fate is not known; its key stays with it. */
  takeBack(): void {
    clearTimeout(this.timer);
    this.state.value = "writing";
    this.change({ waiting: false });
  }

  async submit(): Promise<void> {
    if (this.state.peek() === "sending") return;
    clearTimeout(this.timer);
    const key = this.draft.peek().key ?? crypto.randomUUID();
    this.change({ key, waiting: true });
    this.state.value = "sending";
    try {
      await this.send({ ...this.draft.peek(), key });
      this.done();
    } catch (error) {
      this.fail(refusalOf(error));
    }
  }

  private done() {
    dropDraft(this.where);
    this.draft.value = { body: "", seatId: this.draft.peek().seatId };
    this.state.value = "writing";
    this.tries = 0;
  }

  private fail(refusal: Refusal) {
    if (refusal.passing) {
      this.state.value = "waiting";
      this.again(Math.min(AGAIN.most, AGAIN.first * 2 ** this.tries));
      this.tries += 1;
      return;
    }
    this.state.value = "writing";
    const settled = refusal.code !== "INTERNAL";
    this.change({ waiting: false, ...(settled && { key: undefined }) });
    const arrived = refusal.code === "CONFLICT";
    this.refusal.value = arrived ? new Refusal("CONFLICT", words.value.composer.earlierArrived) : refusal;
  }

  private again(after: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.submit(), after + Math.random() * 500);
  }

  private keep() {
    keepDraft(this.where, this.draft.peek());
  }
}

const all = new Map<string, Sending>();

export function sendingAt(where: string): Sending {
  const name = `${viewer.peek()?.person.id}.${where}`;
  const sending = all.get(name) ?? new Sending(name);
  all.set(name, sending);
  return sending;
}
