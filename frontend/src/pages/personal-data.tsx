import { Download, Printer } from "lucide";
import { ask } from "../client";
import { useOnce } from "../once";
import { AccountTabs } from "../parts/account-tabs";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Awaited } from "../parts/states";
import { viewer } from "../viewer";
import { dataWords } from "../words/personal-data";
import { WhatIsKept } from "./clause";
import { Leaving } from "./personal-data-leaving";

/** What is kept, for everybody to read and print; below it what one can do about one's own. */
export function PersonalDataPage() {
  const page = useOnce(() => ask(WhatIsKept));
  const known = page.data.value;
  if (!known) return <Awaited {...page} />;
  const w = dataWords.value;
  const { operator, viewer: own } = known;
  const isIn = Boolean(viewer.value?.informedAt);
  return (
    <Reading>
      <Heading title={w.title} />
      {isIn && <AccountTabs />}
      <p class="lead">{w.lead}</p>
      {isIn && own && (
        <section class="part unprinted">
          <h2>{w.copy}</h2>
          <p>{w.copyText}</p>
          <p class="buttons">
            <a class="button outline" href="/personal-data.json" download="empiria-moje-dane.json">
              <Icon shape={Download} />
              {w.copyButton}
            </a>
          </p>
        </section>
      )}
      <section class="part">
        <h2>{w.operator}</h2>
        <p>{operator.name}</p>
        {operator.email && <p>{w.operatorMail(operator.email)}</p>}
      </section>
      <Kept />
      <section class="part">
        <h2>{w.rights}</h2>
        <p>{w.rightsText}</p>
        <p class="quiet">{w.clauseBasis}</p>
        <p class="buttons unprinted">
          <button type="button" class="outline" onClick={() => print()}>
            <Icon shape={Printer} />
            {w.print}
          </button>
        </p>
      </section>
      {isIn && own && <Leaving own={own} />}
    </Reading>
  );
}

function Kept() {
  const w = dataWords.value;
  return (
    <section class="part">
      <h2 id="kept">{w.kept}</h2>
      <table class="kept" aria-labelledby="kept">
        <thead>
          <tr>
            {w.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {w.rows.map(([what, ...rest]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              {rest.map((cell, place) => (
                <td key={w.columns[place + 1]} data-label={w.columns[place + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
