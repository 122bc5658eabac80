import { type Signal, useSignal } from "@preact/signals";
import { Paperclip, X } from "lucide";
import { useEffect, useId, useRef } from "preact/hooks";
import { refusalOf } from "../client";
import { type Attached, describe, discard, FILES_AT_MOST, Upload } from "../uploads";
import { fileWords, sizeOf } from "../words/files";
import { KindIcon } from "./attachments";
import { Icon } from "./icon";

// A phone that takes HEIC converts it when only these are asked for.
const KINDS = [
  "image/jpeg,image/png,image/webp,image/gif,.pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx",
  ".txt,.md,.csv,.ics,.zip",
].join();

type Holder = { files: () => Attached[]; change: (files: Attached[]) => void; networkId: string };

export type Attaching = Holder & {
  uploads: Signal<Upload[]>;
  said: Signal<string>;
  /** Whether nothing is on its way; if something is, what is to be done when it has come, unless it never comes. */
  ready: (then: () => void) => boolean;
  waits: Signal<boolean>;
  add: (files: Iterable<File>) => void;
  /** For the form: files are dropped on it, or pasted into it. */
  handlers: {
    onPaste: (event: ClipboardEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
  };
};

/** Files that are to hang on what is being written. Who leaves the page cancels those that are on their way. */
export function useAttaching({ files, change, networkId }: Holder): Attaching {
  const w = fileWords.value;
  const uploads = useSignal<Upload[]>([]);
  const said = useSignal("");
  const waits = useSignal(false);
  const then = useRef<() => void>(undefined);
  useEffect(
    () => () => {
      for (const upload of uploads.peek()) upload.cancel();
    },
    [uploads],
  );

  const drop = (upload: Upload) => {
    uploads.value = uploads.peek().filter((one) => one !== upload);
  };
  const settle = (hasCome: boolean) => {
    if (hasCome && uploads.peek().some((upload) => upload.isUnderway)) return;
    const next = hasCome ? then.current : undefined;
    waits.value = false;
    then.current = undefined;
    next?.();
  };
  const send = async (file: File) => {
    const upload = new Upload(file);
    uploads.value = [...uploads.peek(), upload];
    said.value = w.sending(file.name);
    const kept = await upload.send(networkId);
    if (upload.refusal.peek()) {
      said.value = w.refused(file.name);
      uploads.value = [...uploads.peek()];
      return settle(false);
    }
    drop(upload);
    said.value = kept ? w.arrived(kept.name) : w.cancelled(file.name);
    if (kept) change([...files(), kept]);
    settle(Boolean(kept));
  };
  const add = (chosen: Iterable<File>) => {
    const room = FILES_AT_MOST - files().length - uploads.peek().length;
    const all = [...chosen];
    for (const file of all.slice(0, room)) send(file);
    if (all.length > room) said.value = w.tooMany(FILES_AT_MOST);
  };
  const take = (event: Event, data: DataTransfer | null) => {
    if (!data?.files.length) return;
    event.preventDefault();
    add(data.files);
  };
  return {
    ...{ files, change, networkId, uploads, said, add, waits },
    ready: (next) => {
      waits.value = uploads.peek().some((upload) => upload.isUnderway);
      then.current = waits.peek() ? next : undefined;
      return !waits.peek();
    },
    handlers: {
      onPaste: (event) => take(event, event.clipboardData),
      onDragOver: (event) => {
        if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
      },
      onDrop: (event) => take(event, event.dataTransfer),
    },
  };
}

/** The way to files for the keyboard and the mouse. */
export function AttachButton({ attaching, worded }: { attaching: Attaching; worded?: boolean }) {
  const w = fileWords.value;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={worded ? "outline" : "plain attach"}
        aria-label={worded ? undefined : w.attach}
        title={w.attachHint}
        onClick={() => input.current?.click()}
      >
        <Icon shape={Paperclip} />
        {worded && w.attach}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={KINDS}
        aria-label={w.attach}
        onChange={(event) => {
          attaching.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** What is attached, and what is on its way there. */
export function Attachables({ attaching }: { attaching: Attaching }) {
  const w = fileWords.value;
  const { uploads, said } = attaching;
  const files = attaching.files();
  return (
    <div class="attaching">
      {files.length + uploads.value.length > 0 && (
        <ul aria-label={w.attached}>
          {files.map((file) => (
            <Ready key={file.id} file={file} attaching={attaching} />
          ))}
          {uploads.value.map((upload) => (
            <Underway key={upload} upload={upload} attaching={attaching} />
          ))}
        </ul>
      )}
      <p class="unseen" role="status">
        {said.value}
      </p>
      <div role="status">{attaching.waits.value && <p class="waiting">{w.wait}</p>}</div>
    </div>
  );
}

function Ready({ file, attaching }: { file: Attached; attaching: Attaching }) {
  const w = fileWords.value;
  const id = useId();
  const refusal = useSignal("");
  const { files, change } = attaching;
  const tell = async (alt: string) => {
    refusal.value = "";
    try {
      const told = await describe(file, alt);
      change(files().map((one) => (one.id === file.id ? told : one)));
    } catch (error) {
      refusal.value = refusalOf(error).message;
    }
  };
  return (
    <li class="attachable">
      {file.preview ? <img src={file.preview} alt="" /> : <KindIcon file={file} />}
      <div>
        <span class="file-name">{file.name}</span> <small>{sizeOf(file.size)}</small>
        {file.preview && (
          <>
            <label for={id}>{w.alt}</label>
            <input
              id={id}
              defaultValue={file.alt}
              placeholder={w.altHint}
              maxLength={500}
              onChange={(event) => tell(event.currentTarget.value)}
            />
          </>
        )}
        <div role="alert">{refusal.value && <p class="error">{refusal.value}</p>}</div>
      </div>
      <button
        type="button"
        class="plain small"
        aria-label={w.remove(file.name)}
        title={w.remove(file.name)}
        onClick={() => {
          change(files().filter((one) => one.id !== file.id));
          discard(file);
        }}
      >
        <Icon shape={X} />
      </button>
    </li>
  );
}

function Underway({ upload, attaching }: { upload: Upload; attaching: Attaching }) {
  const w = fileWords.value;
  const refusal = upload.refusal.value;
  const { uploads } = attaching;
  const end = () => {
    upload.cancel();
    uploads.value = uploads.peek().filter((one) => one !== upload);
  };
  return (
    <li class="attachable">
      <Icon shape={Paperclip} />
      <div>
        <span class="file-name">{upload.name}</span>
        {refusal ? (
          <p class="error" role="alert">
            {refusal.message}
          </p>
        ) : (
          <progress value={upload.progress.value} aria-label={w.sending(upload.name)} />
        )}
      </div>
      <button
        type="button"
        class="plain small"
        aria-label={refusal ? w.remove(upload.name) : w.cancelNamed(upload.name)}
        onClick={end}
      >
        {refusal ? <Icon shape={X} /> : w.cancel}
      </button>
    </li>
  );
}
