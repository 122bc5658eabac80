import { useSignal } from "@preact/signals";
import { ask } from "../client";
import { graphql } from "../contract";
import { Form, Refused } from "../parts/form";
import { Sure } from "../parts/sure";
import { TextField } from "../parts/text-field";
import { named } from "../words";
import { programWords } from "../words/programs";
import type { Coordinated } from "./coordination";
import { useDoing } from "./security-doing";
import { NewToken } from "./security-token-new";
import { TokenList } from "./security-tokens";

const AddService = graphql(`
  mutation AddService($input: AddServiceInput!) { addService(input: $input) { standing { id } } }
`);

const EndService = graphql(`
  mutation EndService($input: EndStandingInput!) { endStanding(input: $input) { standing { id } } }
`);

type Props = { network: Coordinated; changed: () => Promise<void> };
type Service = Coordinated["services"]["edges"][number]["node"];

/** Programs that are let into a network, with their tokens. */
export function Services({ network, changed }: Props) {
  const w = programWords.value;
  const doing = useDoing();
  const name = useSignal("");
  const services = network.services.edges.map((edge) => edge.node);
  const add = () =>
    doing.run(async () => {
      const said = name.value.trim();
      await ask(AddService, { input: { networkId: network.id, name: said } });
      name.value = "";
      await changed();
      return w.added(said);
    });
  return (
    <details class="settings-of-network">
      <summary>
        {w.services}
        <span class="unseen">: {named(network)}</span>
      </summary>
      <p class="quiet">{w.servicesText}</p>
      {services.length === 0 && <p class="none">{w.none}</p>}
      {services.map((service) => (
        <OneService key={service.id} service={service} changed={changed} />
      ))}
      <Form class="sheet narrow" submit={add}>
        <TextField label={w.name} hint={w.nameHint} bound={name} error={doing.errorOf("name")} />
        <button type="submit" class="outline" disabled={doing.busy.value}>
          {w.add}
        </button>
        <Said doing={doing} />
      </Form>
    </details>
  );
}

function OneService({ service, changed }: { service: Service; changed: () => Promise<void> }) {
  const w = programWords.value;
  const doing = useDoing();
  const { id, person, tokens } = service;
  const end = () =>
    doing.run(async () => {
      await ask(EndService, { input: { standingId: id, reason: w.ended(person.name) } });
      await changed();
      return w.ended(person.name);
    });
  return (
    <section class="part">
      <h3 ref={doing.heading} tabIndex={-1}>
        {person.name}
      </h3>
      <TokenList tokens={tokens} doing={doing} changed={changed} />
      <NewToken service={{ id, name: person.name }} done={changed} />
      <Sure
        label={w.end}
        name={w.endNamed(person.name)}
        question={w.endSure(person.name)}
        yes={w.end}
        busy={doing.busy.value}
        run={end}
      />
      <Said doing={doing} />
    </section>
  );
}

function Said({ doing }: { doing: ReturnType<typeof useDoing> }) {
  return (
    <>
      <p class="done" role="status">
        {doing.said.value}
      </p>
      <Refused text={doing.elsewhere(["name"])} />
    </>
  );
}
