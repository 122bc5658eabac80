import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Refusal } from "../client";
import { words } from "../words";
import { Heading } from "./heading";
import { Reading } from "./shell";

type Awaiting = {
  data: ReadonlySignal<unknown>;
  refusal: ReadonlySignal<Refusal | undefined>;
  reload: () => void;
};

/** What stands where the page will be; it shows only when the wait is felt. */
export function Loading() {
  return (
    <Reading>
      <div class="skeleton" role="status">
        <span class="unseen">{words.value.loading}</span>
        <i class="wide" />
        <i />
        <i />
        <i class="short" />
      </div>
    </Reading>
  );
}

export function NotFound() {
  const w = words.value.notFound;
  return (
    <Reading>
      <Notice title={w.title} text={w.text}>
        <a class="button" href="/">
          {w.home}
        </a>
      </Notice>
    </Reading>
  );
}

export function Failed({ refusal, retry }: { refusal: Refusal; retry: () => void }) {
  const w = words.value;
  if (refusal.code === "NOT_FOUND") return <NotFound />;
  const offline = refusal.code === "OFFLINE";
  return (
    <Reading>
      <Notice
        title={offline ? w.failed.offlineTitle : w.failed.brokenTitle}
        text={offline ? w.failed.offline : refusal.message}
      >
        <button type="button" onClick={retry}>
          {w.tryAgain}
        </button>
      </Notice>
    </Reading>
  );
}

/** What stands where the page will be while its data is awaited, when it could not be had, and when there is none. */
export function Awaited({ data, refusal, reload }: Awaiting) {
  if (data.value === null) return <NotFound />;
  return refusal.value ? <Failed refusal={refusal.value} retry={reload} /> : <Loading />;
}

export function Notice({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ComponentChildren;
}) {
  return (
    <section class="notice">
      <Heading title={title} />
      <p>{text}</p>
      {children}
    </section>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
