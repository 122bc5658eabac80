import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const CALL = /graphql\(`\s*(query|mutation|subscription|fragment) (\w+)[^`]*`\)/g;

/** A page's graphql`…` becomes the document generated from it, so that no text is shipped twice. */
function documents(): Plugin {
  return {
    name: "documents",
    enforce: "pre",
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || id.includes("/src/contract/")) return;
      const names: string[] = [];
      const written = code.replace(CALL, (_, kind: string, name: string) => {
        if (kind === "fragment") return "undefined";
        names.push(`${name}Document as generated${name}`);
        return `generated${name}`;
      });
      return names.length
        ? `import { ${names.join(", ")} } from "/src/contract/graphql";\n${written}`
        : written;
    },
  };
}

const GENERATED =
  /new TypedDocumentString\(`\s*(?:query|mutation|subscription|fragment) (\w+)[^`]*`(?:, \{)?/g;
const HASHED = "src/contract/persisted-documents.json";

/** The built page holds no documents, only their hashes; the server is given the list. */
function hashes(): Plugin {
  return {
    name: "hashes",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/src/contract/graphql.ts")) return;
      return code.replace(GENERATED, (_, name: string) => `new TypedDocumentString("", {"name":"${name}",`);
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "documents.json", source: readFileSync(HASHED) });
    },
  };
}

/** GraphiQL's own letters are data in its style sheet, which the server's font-src 'self' refuses. */
function letters(): Plugin {
  return {
    name: "letters",
    enforce: "pre",
    transform(code, id) {
      if (id.endsWith("/graphiql/dist/style.css")) return code.replace(/@font-face\s*\{[^}]*\}/g, "");
    },
  };
}

export default defineConfig({
  plugins: [documents(), hashes(), letters()],
  build: {
    outDir: "../hub/page",
    emptyOutDir: true,
    // Data URIs would be refused by the server's font-src 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/graphql": { target: "http://127.0.0.1:8000", ws: true } },
  },
  test: { include: ["tests/**/*.test.{ts,tsx}"], environment: "happy-dom" },
});
