import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../client";
import { graphql } from "../contract";
import { discussionWords } from "../words/discussion";

const WhoAnswered = graphql(`
  query WhoAnswered($id: ID!) {
    node(id: $id) { __typename ... on Thread { id answeringSeats { id city { id name } } } }
  }
`);

/** The cities that have sent remarks; asked anew when there are more posts. */
export function Answered({ threadId, postCount }: { threadId: string; postCount: number }) {
  const d = discussionWords.value;
  const cities = useSignal<string[] | undefined>(undefined);
  useEffect(() => {
    ask(WhoAnswered, { id: threadId })
      .then(({ node }) => {
        cities.value = node?.__typename === "Thread" ? node.answeringSeats.map((seat) => seat.city.name) : [];
      })
      .catch(() => {});
  }, [threadId, postCount, cities]);
  if (!cities.value) return null;
  return (
    <section class="note">
      <h2>{d.remarks}</h2>
      <p>{cities.value.length > 0 ? `${d.answered}: ${cities.value.join(", ")}` : d.nobodyAnswered}</p>
    </section>
  );
}
