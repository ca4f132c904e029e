import { randomUUID } from "node:crypto";
import { keptNodeId, NodeIdError } from "@vramfleet/agent/state/node-id";
import { snapshotSchema } from "@vramfleet/protocol/snapshot";
import type { CollectorState } from "@vramfleet/core/snapshot";
import type { Invocation } from "../invocation.ts";
import { requireConfig } from "../config/require.ts";
import { EXIT, Failure, failureText } from "../failure.ts";
import { readOnce } from "../snapshot/read-once.ts";
import { snapshotText } from "../snapshot/snapshot-text.ts";

export async function runSnapshot(invocation: Invocation): Promise<number> {
  const { values } = requireConfig("snapshot", invocation);
  const debug = values.log_level === "debug";
  const { snapshot, end } = await readOnce({ ...values, nodeId: nodeIdIn(values.data_dir), debug });
  const json = invocation.own["json"] === true;
  process.stdout.write(json ? `${JSON.stringify(snapshotSchema.parse(snapshot), null, 2)}\n` : snapshotText(snapshot));
  const problem = problemOf(snapshot.collector);
  if (problem === null) return EXIT.ok;
  process.stderr.write(failureText(new Failure(`${problem}\n  For a simulated fleet: npm start -- --demo`), debug));
  end();
  return EXIT.failed;
}

/** The node's own name; a folder that cannot keep one must not stand in the way of a reading. */
function nodeIdIn(dataDir: string): string {
  try {
    return keptNodeId(dataDir);
  } catch (error) {
    if (error instanceof NodeIdError) return randomUUID();
    throw error;
  }
}

function problemOf(collector: CollectorState): string | null {
  switch (collector.state) {
    case "ok":
      return null;
    case "unavailable":
      return `no GPUs can be read: ${collector.message}`;
    case "hung":
      return "no GPUs can be read: a call into the driver does not come back.";
  }
}
