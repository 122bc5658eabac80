// Reads, writes and follows with Apollo Client; queries go by their hash, as automatic persisted queries.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } = require("@apollo/client");
const { PersistedQueryLink } = require("@apollo/client/link/persisted-queries");
const { GraphQLWsLink } = require("@apollo/client/link/subscriptions");
const { createClient } = require("graphql-ws");
const [url, token, READ, WRITE, FOLLOW, thread] = process.argv.slice(2);

const authorization = `Bearer ${token}`;
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const http = new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: url, headers: { authorization } }));
const socket = createClient({
  url: url.replace("http", "ws"),
  webSocketImpl: require("ws"),
  connectionParams: { authorization },
});
const client = new ApolloClient({
  link: ApolloLink.split(({ operationType }) => operationType === "subscription", new GraphQLWsLink(socket), http),
  cache: new InMemoryCache(),
});

const { data } = await client.query({ query: gql(READ) });
console.log(JSON.stringify({ read: data.network.slug }));
const variables = { network: data.network.id, after: data.network.cursor };
client.subscribe({ query: gql(FOLLOW), variables }).subscribe(({ data }) => {
  for (const { post } of data.networkEvents.events) console.log(JSON.stringify({ heard: post.body }));
  if (data.networkEvents.events.length > 0) process.exit(0);
});
const written = await client.mutate({ mutation: gql(WRITE), variables: { thread, body: "Pisze Apollo" } });
console.log(JSON.stringify({ written: written.data.reply.post.body }));
