import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { analyzeJsonSchema } from "./analyze-json-schema.ts";
import { configPage } from "./config-page.ts";
import { snapshotJsonSchema } from "./snapshot-json-schema.ts";

const docs = (name: string): string => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");

test("docs/config.md is what the table of keys says; `npm run docs -w apps/cli` writes it", () => {
  expect(docs("config.md")).toBe(configPage());
});

test("docs/snapshot.schema.json is the protocol's snapshot; `npm run docs -w apps/cli` writes it", () => {
  // Through text: undefined values are not written.
  expect(JSON.parse(docs("snapshot.schema.json"))).toEqual(JSON.parse(JSON.stringify(snapshotJsonSchema())));
});

test("docs/analyze.schema.json is what analyze prints; `npm run docs -w apps/cli` writes it", () => {
  expect(JSON.parse(docs("analyze.schema.json"))).toEqual(JSON.parse(JSON.stringify(analyzeJsonSchema())));
});
