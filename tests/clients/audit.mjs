// The audits of npm's graphql-http for a server that speaks GraphQL over HTTP; each that is not ok is printed as a line.
import { createRequire } from "node:module";

const { serverAudits } = createRequire(new URL("../../frontend/package.json", import.meta.url))("graphql-http");
const [url, token] = process.argv.slice(2);
const fetchFn = (address, options = {}) =>
  fetch(address, { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });

const audits = serverAudits({ url, fetchFn });
for (const audit of audits) {
  const { status, reason } = await audit.fn();
  if (status !== "ok") console.log(JSON.stringify({ id: audit.id, name: audit.name, status, reason }));
}
console.log(JSON.stringify({ audits: audits.length }));
