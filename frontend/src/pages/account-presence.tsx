import { ask } from "../client";
import { graphql } from "../contract";
import { Choice } from "../parts/choice";
import { Refused } from "../parts/form";
import { useTrying } from "../parts/trying";
import { loadViewer, type Viewer } from "../viewer";
import { words } from "../words";

const SetPresence = graphql(`
  mutation SetPresence($isShown: Boolean!) {
    setPresence(input: { isShown: $isShown }) { viewer { showsPresence } }
  }
`);

/** Whether others see that one is here: off until chosen, and mutual. */
export function PresenceChoice({ who }: { who: Viewer }) {
  const w = words.value.presence;
  const { run, refusal } = useTrying();
  const choose = async (chosen: "shown" | "hidden") => {
    if (await run(() => ask(SetPresence, { isShown: chosen === "shown" }))) await loadViewer();
  };
  return (
    <section class="part">
      <h2>{w.title}</h2>
      <p class="quiet">{w.text}</p>
      <Choice
        name={w.title}
        chosen={who.showsPresence ? "shown" : "hidden"}
        among={[
          ["hidden", w.hidden],
          ["shown", w.shown],
        ]}
        choose={choose}
      />
      <Refused text={refusal.value?.message} />
    </section>
  );
}
