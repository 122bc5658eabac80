import { createHash } from "node:crypto";
import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema/hub.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/contract/**"],
  generates: {
    "./src/contract/": {
      preset: "client",
      presetConfig: {
        fragmentMasking: false,
        // Without the prefix that the name of an algorithm would bring: clients send the bare number.
        persistedDocuments: {
          hashAlgorithm: (text: string) => createHash("sha256").update(text).digest("hex"),
        },
      },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { ID: "string", DateTime: "string", Date: "string", JSON: "unknown" },
        skipTypename: false,
      },
    },
  },
};

export default config;
