import { readFileSync } from "node:fs";
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { expect, test } from "vitest";
import { NetworkNewsDocument } from "../src/contract/graphql";

test("the followed document asks nothing that depends on who asks", () => {
  const info = new TypeInfo(buildSchema(readFileSync("../schema/hub.graphql", "utf8")));
  const personal: string[] = [];
  const look = visitWithTypeInfo(info, {
    Field: (node) => {
      const marks = info.getFieldDef()?.astNode?.directives ?? [];
      if (marks.some((mark) => mark.name.value === "viewer")) personal.push(node.name.value);
    },
  });
  visit(parse(NetworkNewsDocument.toString()), look);
  expect(personal).toEqual([]);
});
