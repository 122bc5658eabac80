import "graphiql/style.css";
import "../look/console.css";
import { GraphiQL } from "graphiql";
import { useEffect, useRef } from "preact/hooks";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Heading } from "../parts/heading";
import { Reading } from "../parts/shell";
import { theme } from "../theme";
import { language } from "../words";
import { programWords } from "../words/programs";

type Asked = { query: string; variables?: Record<string, unknown>; operationName?: string };

const FIRST = `# Ctrl+Enter
{
  viewer { person { name } }
  networks(first: 10) {
    edges { node { id slug name unreadCount } }
  }
}
`;

/** GraphiQL, in the viewer's own name. It is made with React, which nothing else here needs: both come when asked for. */
export function ConsolePage() {
  const w = programWords.value;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const root = createRoot(place.current);
    root.render(createElement(GraphiQL, { fetcher: ask, defaultQuery: FIRST, forcedTheme: shade() }));
    return () => root.unmount();
  }, []);
  return (
    <Reading wide>
      <Heading title={w.console} />
      <p class="lead">{w.consoleText}</p>
      <div class="console" ref={place} />
    </Reading>
  );
}

async function ask(asked: Asked) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": language.value, "X-Hub-Request": "1" },
    body: JSON.stringify(asked),
  });
  return answer.json();
}

function shade() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return theme.value === "system" ? (isDark ? "dark" : "light") : theme.value;
}
