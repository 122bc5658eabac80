// What compilers make of the contract as the running server tells it: relay-compiler, graphql-codegen, and the rules of
// graphql-eslint for Relay. Each that is content prints a line.
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const frontend = fileURLToPath(new URL("../../frontend/", import.meta.url));
const require = createRequire(`${frontend}package.json`);
const { buildClientSchema, getIntrospectionQuery, printSchema } = require("graphql");
const [url, token, folder] = process.argv.slice(2);

const answer = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const told = printSchema(buildClientSchema((await answer.json()).data));
writeFileSync(`${folder}/schema.graphql`, told);

writeFileSync(
  `${folder}/thread.js`,
  `const { graphql } = require("relay-runtime");
graphql\`fragment thread_thread on Thread
  @refetchable(queryName: "threadPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
  title posts(first: $first, after: $after) @connection(key: "thread_posts") { edges { node { id body } } }
}\`;
graphql\`query threadQuery($id: ID!) { node(id: $id) { ...thread_thread @alias(as: "thread") } }\`;
graphql\`mutation threadReplyMutation($input: ReplyInput!) { reply(input: $input) { post { id body } } }\`;
graphql\`subscription threadSubscription($network: ID!) {
  networkEvents(network: $network) { cursor events { ... on PostAdded { post { id } } } }
}\`;
`,
);
writeFileSync(`${folder}/relay.config.json`, JSON.stringify({ src: ".", schema: "schema.graphql", language: "javascript" }));
execFileSync(process.execPath, [require.resolve("relay-compiler/cli.js"), "relay.config.json"], { cwd: folder });
if (readdirSync(`${folder}/__generated__`).length >= 4) console.log(JSON.stringify({ content: "relay-compiler" }));

writeFileSync(
  `${folder}/codegen.json`,
  JSON.stringify({
    schema: [{ [url]: { headers: { authorization: `Bearer ${token}` } } }],
    generates: { [`${folder}/client/`]: { preset: "client" } },
    documents: `${folder}/asked.graphql`,
  }),
);
writeFileSync(`${folder}/asked.graphql`, "query Asked { networks(first: 5) { edges { node { id slug } } } }\n");
const codegen = `${frontend}node_modules/.bin/graphql-codegen`;
execFileSync(process.execPath, [codegen, "--config", `${folder}/codegen.json`], { cwd: frontend });
if (readdirSync(`${folder}/client`).includes("graphql.ts")) console.log(JSON.stringify({ content: "graphql-codegen" }));

const { ESLint } = require("eslint");
const { configs, parser, ...plugin } = require("@graphql-eslint/eslint-plugin");
const linter = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ["**/*.graphql"],
      plugins: { "@graphql-eslint": plugin },
      languageOptions: { parser, parserOptions: { graphQLConfig: { schema: `${folder}/schema.graphql` } } },
      rules: {
        ...configs["flat/schema-relay"].rules,
        // Lists that are short have no pages, and some that are read from one end only have no `last`.
        "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
        "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      },
    },
  ],
});
const [linted] = await linter.lintFiles("schema.graphql");
for (const { message, line } of linted.messages) console.error(`${line}: ${message}`);
if (linted.messages.length === 0) console.log(JSON.stringify({ content: "graphql-eslint" }));
