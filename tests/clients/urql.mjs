// Reads, writes and follows with urql.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } = require("@urql/core");
const { createClient } = require("graphql-ws");
const [url, token, READ, WRITE, FOLLOW, thread] = process.argv.slice(2);

const authorization = `Bearer ${token}`;
const socket = createClient({
  url: url.replace("http", "ws"),
  webSocketImpl: require("ws"),
  connectionParams: { authorization },
});
const forwardSubscription = (asked) => ({
  subscribe: (sink) => ({ unsubscribe: socket.subscribe({ ...asked, query: asked.query ?? "" }, sink) }),
});
const client = new Client({
  url,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization } },
  exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription })],
});

const { data, error } = await client.query(gql(READ), {}).toPromise();
if (error) throw error;
console.log(JSON.stringify({ read: data.network.slug }));
const variables = { network: data.network.id, after: data.network.cursor };
client.subscription(gql(FOLLOW), variables).subscribe(({ data }) => {
  for (const { post } of data.networkEvents.events) console.log(JSON.stringify({ heard: post.body }));
  if (data.networkEvents.events.length > 0) process.exit(0);
});
const written = await client.mutation(gql(WRITE), { thread, body: "Pisze urql" }).toPromise();
if (written.error) throw written.error;
console.log(JSON.stringify({ written: written.data.reply.post.body }));
