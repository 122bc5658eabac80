// First-load JavaScript, gzipped: what index.html names, and what that imports at once.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const LIMIT = 60_000;
const page = fileURLToPath(new URL("../hub/page", import.meta.url));
const html = readFileSync(`${page}/index.html`, "utf8");
const waiting = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((found) => found[1]);
const sizes = new Map();

while (waiting.length > 0) {
  const path = waiting.pop();
  if (sizes.has(path)) continue;
  const code = readFileSync(page + path);
  sizes.set(path, gzipSync(code, { level: 9 }).length);
  const imports = code.toString().matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
  for (const found of imports) waiting.push(`/assets/${found[1]}`);
}

const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
for (const [path, size] of sizes) console.log(`${(size / 1000).toFixed(1).padStart(6)} kB  ${path}`);
console.log(`${(total / 1000).toFixed(1).padStart(6)} kB  gzipped in all, of at most ${LIMIT / 1000}`);
process.exit(total > 0 && total <= LIMIT ? 0 : 1);
