import { useSignal } from "@preact/signals";
import { Reply, X } from "lucide";
import type { RefObject } from "preact";
import { useId, useLayoutEffect } from "preact/hooks";
import type { Sending } from "../sending";
import { words } from "../words";
import { discussionWords } from "../words/discussion";
import { Attachables, AttachButton, useAttaching } from "./attaching";
import { Form } from "./form";
import { Icon } from "./icon";
import { useMentioning } from "./mentioning";
import { SeatChoice } from "./seat-choice";
import { BODY_LIMIT, bodyError, grow, lengthOf, sendOnCtrlEnter } from "./writing";

type Props = {
  sending: Sending;
  networkId: string;
  threadId: string;
  readers: string;
  area: RefObject<HTMLTextAreaElement | null>;
};

/** Where a reply is written: who will read it is said before the first word. */
export function Composer({ sending, networkId, threadId, readers, area }: Props) {
  const w = words.value.composer;
  const id = useId();
  const tried = useSignal(false);
  const attaching = useAttaching({
    files: () => sending.draft.value.files ?? [],
    change: (files) => sending.change({ files }),
    networkId,
  });
  const draft = sending.draft.value;
  const state = sending.state.value;
  const length = lengthOf(draft.body);
  const wrong =
    length > BODY_LIMIT || (tried.value && state === "writing") ? bodyError(draft.body) : undefined;
  const error = sending.refusal.value?.message ?? wrong;

  const mentioning = useMentioning(threadId, area, (body) => sending.change({ body }));
  const quotes = draft.quotes ?? [];
  useLayoutEffect(() => grow(area.current), [area, draft.body]);

  const send = () => {
    tried.value = Boolean(bodyError(draft.body));
    if (tried.value) return area.current?.focus();
    if (!attaching.ready(() => sending.submit())) return;
    return sending.submit();
  };

  return (
    <Form
      {...attaching.handlers}
      class={
        draft.body || draft.replyToId || quotes.length > 0 || draft.files?.length || error
          ? "composer open"
          : "composer"
      }
      aria-label={w.label}
      submit={send}
    >
      {draft.replyToId && (
        <p class="answering">
          <Icon shape={Reply} />
          <span>{w.answering(draft.replyToName ?? "")}</span>
          <button
            type="button"
            class="plain small"
            aria-label={w.toThread}
            title={w.toThread}
            onClick={() => sending.change({ replyToId: undefined, replyToName: undefined })}
          >
            <Icon shape={X} />
          </button>
        </p>
      )}
      {quotes.map((quote) => (
        <blockquote key={`${quote.postId}${quote.passage}`} class="quotation">
          <p class="quoted">{discussionWords.value.quoting(quote.name)}</p>
          <p>{quote.passage}</p>
          <button
            type="button"
            class="plain small"
            aria-label={discussionWords.value.dropQuote}
            title={discussionWords.value.dropQuote}
            onClick={() => sending.change({ quotes: quotes.filter((one) => one !== quote) })}
          >
            <Icon shape={X} />
          </button>
        </blockquote>
      ))}
      <SeatChoice
        networkId={networkId}
        chosen={draft.seatId}
        choose={(seatId) => sending.change({ seatId })}
      />
      <Attachables attaching={attaching} />
      {mentioning.list}
      <div class="composer-line">
        <AttachButton attaching={attaching} />
        <label class="unseen" for={id}>
          {w.label}
        </label>
        <textarea
          id={id}
          ref={area}
          rows={1}
          placeholder={w.placeholder}
          value={draft.body}
          readOnly={state !== "writing"}
          aria-describedby={`${id}-readers ${id}-hint ${id}-error`}
          aria-invalid={error ? true : undefined}
          onInput={(event) => {
            tried.value = false;
            sending.change({ body: event.currentTarget.value });
            mentioning.look();
          }}
          onKeyDown={(event) => mentioning.key(event) || sendOnCtrlEnter(event, send)}
          onClick={mentioning.look}
          {...mentioning.tied}
        />
        <button type="submit" disabled={state === "sending"}>
          {state === "sending" ? w.sending : w.send}
        </button>
      </div>
      <div class="composer-foot">
        <p class="readers" id={`${id}-readers`}>
          {readers}
        </p>
        <p class="hint" id={`${id}-hint`}>
          {length > BODY_LIMIT - 2_000 && length <= BODY_LIMIT ? w.left(BODY_LIMIT - length) : w.markdown}
        </p>
      </div>
      <div id={`${id}-error`} role="alert">
        {error && <p class="error">{error}</p>}
      </div>
      <div role="status">
        {state === "waiting" && (
          <p class="waiting">
            <span>{w.waiting}</span>
            <button type="button" class="plain small" onClick={() => sending.takeBack()}>
              {w.change}
            </button>
          </p>
        )}
      </div>
    </Form>
  );
}
