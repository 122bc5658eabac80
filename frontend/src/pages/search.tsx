import { useSignal } from "@preact/signals";
import { Search as Lens, X } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import "../look/search.css";
import { ask, type Refusal, refusalOf } from "../client";
import type { SearchQuery } from "../contract/graphql";
import { Heading } from "../parts/heading";
import { Icon } from "../parts/icon";
import { Reading } from "../parts/shell";
import { Failed } from "../parts/states";
import { go } from "../router";
import { networks } from "../viewer";
import { named } from "../words";
import { searchWords } from "../words/search";
import { type Asked, asked, KINDS, pathOf, Search, SearchBoards, variablesOf } from "./search-asking";
import { Hit } from "./search-hits";

type Found = SearchQuery["search"];

/** Everything one may see, by its words; the address holds what is asked, so it can be sent and come back to. */
export function SearchPage() {
  const w = searchWords.value;
  const what = asked();
  const found = useSignal<Found | undefined>(undefined);
  const refusal = useSignal<Refusal | undefined>(undefined);
  const load = async (after: string | null = null) => {
    if (!what.q) return;
    try {
      const { search } = await ask(Search, variablesOf(what, after));
      found.value = after && found.value ? joined(found.value, search) : search;
    } catch (error) {
      refusal.value = refusalOf(error);
    }
  };
  useEffect(() => {
    load();
  }, []);
  if (refusal.value && refusal.value.code !== "INVALID") {
    const retry = () => {
      refusal.value = undefined;
      load();
    };
    return <Failed refusal={refusal.value} retry={retry} />;
  }
  const all = found.value;
  return (
    <Reading>
      <Heading title={what.q ? `${w.title}: ${what.q}` : w.title}>{w.title}</Heading>
      <Field what={what} />
      {what.q && <Filters what={what} />}
      <p class="search-count" role="status">
        {refusal.value?.message ??
          (what.q && (all ? w.found(all.totalCount, all.hasMoreThanCounted) : w.searching))}
      </p>
      {all?.correctedText && (
        <p class="search-corrected">
          {w.corrected(what.q)} <a href={pathOf({ ...what, q: all.correctedText })}>{all.correctedText}</a>.
        </p>
      )}
      {all?.edges.length === 0 && <Nothing what={what} />}
      <ol class="rows hits">
        {all?.edges.map((hit) => (
          <Hit key={hit.cursor} hit={hit} what={what} />
        ))}
      </ol>
      {all?.pageInfo.hasNextPage && (
        <button type="button" class="outline" onClick={() => load(all.pageInfo.endCursor)}>
          {w.more}
        </button>
      )}
    </Reading>
  );
}

const joined = (before: Found, next: Found): Found => ({ ...next, edges: [...before.edges, ...next.edges] });

function Field({ what }: { what: Asked }) {
  const w = searchWords.value;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!what.q) field.current?.focus();
  }, [what.q]);
  return (
    <search>
      <form
        class="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          const q = field.current?.value.trim();
          if (q) go(pathOf({ ...what, q }));
        }}
      >
        <label class="find-field">
          <Icon shape={Lens} />
          <span class="unseen">{w.field}</span>
          <input
            ref={field}
            type="search"
            name="q"
            maxLength={200}
            autocomplete="off"
            enterkeyhint="search"
            placeholder={w.field}
            defaultValue={what.q}
            data-search
          />
        </label>
        <button type="submit">{w.search}</button>
      </form>
      {!what.q && <p class="quiet">{w.hint}</p>}
    </search>
  );
}

function Filters({ what }: { what: Asked }) {
  const w = searchWords.value;
  const narrow = (part: Partial<Asked>) => go(pathOf({ ...what, ...part }));
  return (
    <fieldset class="search-filters">
      <legend class="unseen">{w.filters}</legend>
      <ul class="chips">
        {[undefined, ...KINDS].map((kind) => (
          <li key={kind ?? "all"}>
            <a href={pathOf({ ...what, co: kind })} aria-current={what.co === kind ? "true" : undefined}>
              {w.kinds[kind ?? "all"]}
            </a>
          </li>
        ))}
      </ul>
      <div class="chips">
        <label>
          <span class="unseen">{w.network}</span>
          <select
            value={what.siec ?? ""}
            onChange={(event) => narrow({ siec: event.currentTarget.value, dzial: undefined })}
          >
            <option value="">{w.allNetworks}</option>
            {networks.value.map((network) => (
              <option key={network.id} value={network.id}>
                {named(network)}
              </option>
            ))}
          </select>
        </label>
        {what.siec && <Boards key={what.siec} network={what.siec} what={what} />}
        <label>
          <span class="unseen">{w.time}</span>
          <select
            value={what.kiedy ?? ""}
            onChange={(event) => narrow({ kiedy: event.currentTarget.value as Asked["kiedy"] })}
          >
            <option value="">{w.anyTime}</option>
            <option value="month">{w.times.month}</option>
            <option value="year">{w.times.year}</option>
            <option value="days">{w.times.days}</option>
          </select>
        </label>
        {what.kiedy === "days" &&
          DAYS.map((end) => (
            <label key={end} class="day">
              {w[end]}
              <input
                type="date"
                value={what[end] ?? ""}
                onChange={(event) => narrow({ [end]: event.currentTarget.value })}
              />
            </label>
          ))}
        {what.osoba && <Dropped name={w.dropPerson} path={pathOf({ ...what, osoba: undefined })} />}
        {what.miasto && <Dropped name={w.dropCity} path={pathOf({ ...what, miasto: undefined })} />}
      </div>
    </fieldset>
  );
}

const DAYS = ["od", "do"] as const;

function Boards({ network, what }: { network: string; what: Asked }) {
  const w = searchWords.value;
  const boards = useSignal<{ id: string; title: string }[]>([]);
  useEffect(() => {
    ask(SearchBoards, { network })
      .then(({ node }) => {
        boards.value = node?.__typename === "Network" ? node.boards.edges.map((edge) => edge.node) : [];
      })
      .catch(() => {});
  }, [network]);
  return (
    <label>
      <span class="unseen">{w.board}</span>
      <select
        value={what.dzial ?? ""}
        onChange={(event) => go(pathOf({ ...what, dzial: event.currentTarget.value }))}
      >
        <option value="">{w.allBoards}</option>
        {boards.value.map((board) => (
          <option key={board.id} value={board.id}>
            {board.title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Dropped({ name, path }: { name: string; path: string }) {
  return (
    <a class="dropped" href={path} aria-label={searchWords.value.drop(name)}>
      {name}
      <Icon shape={X} />
    </a>
  );
}

function Nothing({ what }: { what: Asked }) {
  const w = searchWords.value;
  const isNarrowed = what.co || what.siec || what.kiedy || what.osoba || what.miasto;
  return (
    <div class="empty">
      <p>{w.nothing(what.q)}</p>
      {w.tries.map((one) => (
        <p key={one}>{one}</p>
      ))}
      {isNarrowed && (
        <p>
          <a href={pathOf({ q: what.q })}>{w.clear}</a>
        </p>
      )}
    </div>
  );
}
