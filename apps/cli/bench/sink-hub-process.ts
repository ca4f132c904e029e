/** A hub in a process of its own that keeps count of what it gets, so that its work is not measured as the agent's. */
import type { Snapshot } from "@vramfleet/core/snapshot";
import { startHubDouble } from "@vramfleet/agent/testing/hub-double";

/** What the bench asks for, by any message. */
export interface SinkReport {
  snapshotCount: number;
  first: Snapshot | null;
  newest: Snapshot | null;
}

const hub = await startHubDouble({ token: process.argv[2] ?? "" });
const report: SinkReport = { snapshotCount: 0, first: null, newest: null };

/** Everything kept so far becomes a count: the hub double keeps all it gets. */
function collect(): SinkReport {
  for (const snapshot of hub.stored.slice(0, -1).flatMap((push) => push.snapshots)) {
    report.snapshotCount += 1;
    report.first ??= snapshot;
    report.newest = snapshot;
  }
  hub.stored.splice(0, hub.stored.length - 1);
  hub.arrived.splice(0);
  return report;
}

process.on("message", () => process.send?.(collect()));
process.on("disconnect", () => process.exit(0));
process.send?.(hub.url);
