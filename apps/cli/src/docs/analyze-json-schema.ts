import { z } from "zod";
import { analysisSchema } from "../analyze/analysis-schema.ts";

/** Content of docs/analyze.schema.json: what `vramfleet analyze --json` prints. */
export function analyzeJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(analysisSchema),
    title: "vramfleet analyze",
    description:
      "What memory did in a recorded log of one GPU. Memory is in bytes; what is not known is null, never 0.",
  };
}
