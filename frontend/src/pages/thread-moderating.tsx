import { useSignal } from "@preact/signals";
import { ArrowRightLeft, Eye, Gavel, Lock, LockOpen, Pin, PinOff } from "lucide";
import { useRef } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { Refused } from "../parts/form";
import { Icon, MenuItem } from "../parts/icon";
import { useTrying } from "../parts/trying";
import { discussionWords } from "../words/discussion";
import { moderatingWords } from "../words/moderating";
import type { Held } from "./thread-loading";
import { AudienceDialog, CloseDialog, MoveDialog } from "./thread-moderating-dialogs";

const PinThread = graphql(`
  mutation PinThread($id: ID!) { pinThread(input: { threadId: $id }) { thread { id } } }
`);

const UnpinThread = graphql(`
  mutation UnpinThread($id: ID!) { unpinThread(input: { threadId: $id }) { thread { id } } }
`);

const ReopenThread = graphql(`
  mutation ReopenThread($id: ID!) { reopenThread(input: { threadId: $id }) { thread { id } } }
`);

type Asked = "close" | "move" | "audience" | undefined;

/** What a moderator may do with a thread: small things at once, those that change who reads or writes after a word. */
export function Moderating({ held, done }: { held: Held; done: () => Promise<void> }) {
  const w = moderatingWords.value;
  const menu = useRef<HTMLDetailsElement>(null);
  const asked = useSignal<Asked>(undefined);
  const { run, refusal } = useTrying();
  const { thread, network } = held;
  const { id, isPinned, closedAt } = thread;

  const shut = () => {
    if (menu.current) menu.current.open = false;
    menu.current?.querySelector("summary")?.focus();
  };
  const act = async (verb: () => Promise<unknown>) => {
    if (await run(verb)) await done();
    shut();
  };
  const settled = (changed: boolean) => {
    asked.value = undefined;
    shut();
    if (changed) done();
  };

  return (
    <>
      <details
        class="menu"
        ref={menu}
        onKeyDown={(event) => event.key === "Escape" && !asked.value && shut()}
      >
        <summary>
          <Icon shape={Gavel} />
          {w.menu}
        </summary>
        <ul>
          <MenuItem
            shape={isPinned ? PinOff : Pin}
            text={isPinned ? w.unpin : w.pin}
            act={() => act(() => (isPinned ? ask(UnpinThread, { id }) : ask(PinThread, { id })))}
          />
          <MenuItem
            shape={closedAt ? LockOpen : Lock}
            text={closedAt ? w.reopen : w.close}
            act={() => {
              if (closedAt) act(() => ask(ReopenThread, { id }));
              else asked.value = "close";
            }}
          />
          <MenuItem
            shape={ArrowRightLeft}
            text={w.move}
            act={() => {
              asked.value = "move";
            }}
          />
          <MenuItem
            shape={Eye}
            text={w.audience}
            act={() => {
              asked.value = "audience";
            }}
          />
          <li>
            <a href={`/sieci/${network.slug}/zgloszenia`}>{discussionWords.value.reports}</a>
          </li>
          <li>
            <a href={`/sieci/${network.slug}/dziennik`}>{w.log}</a>
          </li>
        </ul>
      </details>
      <Refused text={refusal.value?.message} />
      {asked.value === "close" && <CloseDialog threadId={id} done={settled} />}
      {asked.value === "move" && <MoveDialog held={held} done={settled} />}
      {asked.value === "audience" && <AudienceDialog held={held} done={settled} />}
    </>
  );
}
