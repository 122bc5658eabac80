// Follows a network with npm's graphql-ws and prints each event as a line; it comes back by itself and resumes by cursor.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { createClient } = require("graphql-ws");
const [url, token, query, network, cursor] = process.argv.slice(2);

const client = createClient({
  url,
  webSocketImpl: require("ws"),
  connectionParams: { authorization: `Bearer ${token}` },
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: (event) => event.code !== 4403,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50)),
  on: { connected: (_, __, isRetry) => console.log(JSON.stringify({ connected: isRetry ? "again" : "first" })) },
});

// What is sent on coming back is this same object, so it asks for what follows the last batch that came.
const variables = { network, after: cursor };
client.subscribe(
  { query, variables },
  {
    next: ({ data, errors }) => {
      if (errors) throw new Error(JSON.stringify(errors));
      variables.after = data.networkEvents.cursor;
      for (const event of data.networkEvents.events) console.log(JSON.stringify(event));
    },
    error: (error) => {
      console.error(error);
      process.exit(1);
    },
    complete: () => process.exit(2),
  },
);
