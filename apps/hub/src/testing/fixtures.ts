import type { Snapshot } from "@vramfleet/core/snapshot";
import { sampleNode, sampleSnapshot } from "@vramfleet/core/testing/sample-snapshot";

/** A snapshot of one of several nodes. */
export const snapshotFixture = (nodeId: string, atMs: number, changes: Partial<Snapshot> = {}): Snapshot =>
  sampleSnapshot({ atMs, node: sampleNode({ nodeId, hostname: `host-${nodeId}` }), ...changes });
