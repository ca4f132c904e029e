import { writeFileSync } from "node:fs";
import { analyzeJsonSchema } from "./analyze-json-schema.ts";
import { configPage } from "./config-page.ts";
import { snapshotJsonSchema } from "./snapshot-json-schema.ts";

// Writes the pages under docs/ that follow from the code; a test fails when they are out of date.
const docs = (name: string): URL => new URL(`../../../../docs/${name}`, import.meta.url);
writeFileSync(docs("config.md"), configPage());
writeFileSync(docs("snapshot.schema.json"), `${JSON.stringify(snapshotJsonSchema(), null, 2)}\n`);
writeFileSync(docs("analyze.schema.json"), `${JSON.stringify(analyzeJsonSchema(), null, 2)}\n`);
