import { Refused } from "../parts/form";
import { Check } from "./poll-new-more";
import type { Named, Network, Result } from "./result-writing";

type SeveralProps = {
  legend: string;
  among: Named[];
  chosen: string[];
  choose: (ids: string[]) => void;
  error: string | undefined;
};

/** Some of many, folded until looked for. */
export function Several({ legend, among, chosen, choose, error }: SeveralProps) {
  if (among.length === 0) return null;
  const names = among.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return (
    <details class="more" open={Boolean(error)}>
      <summary>
        {legend}
        {names.length > 0 && <span class="quiet">: {names.join(", ")}</span>}
      </summary>
      <fieldset class="which-topics several">
        <legend class="unseen">{legend}</legend>
        <Refused text={error} />
        {among.map(({ id, title }) => (
          <Check
            key={id}
            text={title}
            is={chosen.includes(id)}
            set={(is) => choose(is ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </fieldset>
    </details>
  );
}

export function memberSeats(network: Network): Named[] {
  const seats = network.seats.edges.map((edge) => edge.node).filter((seat) => seat.kind === "MEMBER");
  const named = seats.map((seat) => ({ id: seat.id, title: seat.city.name }));
  return named.toSorted((one, other) => one.title.localeCompare(other.title, "pl"));
}

export function threadsOf(network: Network, result: Result | undefined): Named[] {
  const all = [...(result?.threads ?? []), ...network.threads.edges.map((edge) => edge.node)];
  return [...new Map(all.map((thread) => [thread.id, thread])).values()];
}
