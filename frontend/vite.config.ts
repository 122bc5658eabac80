import { defineConfig } from "vitest/config";

export default defineConfig({
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
