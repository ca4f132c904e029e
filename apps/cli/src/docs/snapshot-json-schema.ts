import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import { z } from "zod";

/** Content of docs/snapshot.schema.json: what `vramfleet snapshot --json` prints. */
export function snapshotJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(snapshotSchema),
    title: "vramfleet snapshot",
    description: "One reading of one node. Memory is in bytes; a reading that could not be taken is null, never 0.",
  };
}
