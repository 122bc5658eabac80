import { useSignal } from "@preact/signals";
import { type ComponentType, h } from "preact";
import { useEffect } from "preact/hooks";
import { Refusal } from "../client";
import { words } from "../words";
import { Failed, Loading } from "./states";

/**
 * A page that is fetched when it is first gone to: `lazy(async () => (await import("./pages/people")).PeoplePage)`.
 * A part of a page that few people see is fetched `quietly`: until it is there, nothing stands in its place.
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  quietly = false,
): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    const state = useSignal<"loading" | "there" | "failed">(loaded ? "there" : "loading");
    const fetchPage = async () => {
      state.value = "loading";
      try {
        loaded = await load();
        state.value = "there";
      } catch {
        state.value = "failed";
      }
    };
    useEffect(() => {
      if (!loaded) fetchPage();
    }, []);
    if (quietly && state.value !== "there") return null;
    if (state.value === "failed") {
      return <Failed refusal={new Refusal("OFFLINE", words.value.failed.retryLater)} retry={fetchPage} />;
    }
    return state.value === "there" && loaded ? h(loaded, props) : <Loading />;
  };
}
