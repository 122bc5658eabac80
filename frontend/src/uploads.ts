import { type Signal, signal } from "@preact/signals";
import { ask, type Code, Refusal, refusalOf } from "./client";
import { graphql } from "./contract";
import type { AttachedFragment } from "./contract/graphql";
import { language, words } from "./words";
import { fileWords, sizeOf } from "./words/files";

graphql(`
  fragment Attached on File { id name mediaType size width height alt address preview }
`);

const FileSizeLimit = graphql(`
  query FileSizeLimit { fileSizeLimit }
`);

const DescribeFile = graphql(`
  mutation DescribeFile($input: DescribeFileInput!) {
    describeFile(input: $input) { file { id alt } }
  }
`);

/** A file that the server has, as the contract tells of it. */
export type Attached = AttachedFragment;

export const FILES_AT_MOST = 10;

/** Uploads of this page, attached to nothing yet as far as it knows. */
const fresh = new Set<string>();

type Answer = { file?: Attached; errors?: { message: string; extensions?: { code?: Code } }[] };

/** A file on its way, until the server has it, has refused it, or its sender has thought better of it. */
export class Upload {
  readonly name: string;
  /** How much of it has left, from 0 to 1. */
  readonly progress = signal(0);
  readonly refusal: Signal<Refusal | undefined> = signal(undefined);
  private readonly file: File;
  private readonly request = new XMLHttpRequest(); // fetch does not tell how much has been sent

  constructor(file: File) {
    this.file = file;
    this.name = file.name;
  }

  get isUnderway(): boolean {
    return !this.refusal.value;
  }

  /** The file as it is kept; undefined when it was refused or cancelled. */
  async send(networkId: string): Promise<Attached | undefined> {
    try {
      const { fileSizeLimit } = await ask(FileSizeLimit);
      if (this.file.size > fileSizeLimit) throw tooBig(fileSizeLimit);
      return await this.sent(networkId);
    } catch (error) {
      this.refusal.value = refusalOf(error);
    }
  }

  cancel(): void {
    this.request.abort();
  }

  private sent(networkId: string): Promise<Attached | undefined> {
    const { request, file } = this;
    return new Promise((arrived, refused) => {
      request.open("POST", `/files?network=${encodeURIComponent(networkId)}`);
      request.setRequestHeader("X-Hub-Request", "1");
      request.setRequestHeader("Accept-Language", language.value);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encoded(file.name)}`);
      request.upload.onprogress = ({ loaded, total }) => {
        this.progress.value = loaded / Math.max(1, total);
      };
      request.onabort = () => arrived(undefined);
      request.onerror = () => refused(new Refusal("OFFLINE", words.value.failed.retryLater));
      request.onload = () => {
        const { file, errors } = read(request.responseText);
        if (file) {
          fresh.add(file.id);
          return arrived(file);
        }
        const error = errors?.[0];
        refused(
          new Refusal(error?.extensions?.code ?? "INTERNAL", error?.message ?? words.value.failed.broken),
        );
      };
      request.send(file);
    });
  }
}

/** What a picture shows, for who cannot see it. */
export async function describe(file: Attached, alt: string): Promise<Attached> {
  const { describeFile } = await ask(DescribeFile, { input: { fileId: file.id, alt } });
  return { ...file, alt: describeFile.file.alt };
}

/** An upload that nobody wants to attach any more; after a day it is forgotten in any case. */
export function discard(file: Attached): void {
  if (!fresh.delete(file.id)) return;
  fetch(file.address, { method: "DELETE", headers: { "X-Hub-Request": "1" } }).catch(() => {});
}

function tooBig(limit: number): Refusal {
  return new Refusal("INVALID", fileWords.value.tooBig(sizeOf(limit)));
}

function encoded(name: string): string {
  return encodeURIComponent(name.normalize("NFC")).replace(
    /['()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16)}`,
  );
}

function read(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
