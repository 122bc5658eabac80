import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema/hub.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/contract/**"],
  generates: {
    "./src/contract/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
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
