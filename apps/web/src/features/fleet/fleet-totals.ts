import type { NodeSummary } from "@vramfleet/core/fleet";
import type { HealthLevel } from "@vramfleet/core/memory-health";
import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import type { NodeStatus } from "@vramfleet/core/node-status";
import type { GpuMemory, GpuSnapshot } from "@vramfleet/core/snapshot";

export interface FleetTotals {
  nodes: Record<NodeStatus, number> & { all: number; withoutReadings: number };
  gpus: Record<HealthLevel, number> & {
    all: number;
    lost: number;
    failed: number;
    /** Answering, but without a memory reading. */
    unknown: number;
    /** On nodes that stopped reporting: in `all`, in no other count and not in `memory`. */
    offline: number;
  };
  /** Sum over the GPUs with a memory reading on nodes that are not offline. */
  memory: GpuMemory & { reservedUnknownCount: number };
  processCount: number;
}

const emptyTotals = (): FleetTotals => ({
  nodes: { all: 0, live: 0, stale: 0, offline: 0, withoutReadings: 0 },
  gpus: { all: 0, healthy: 0, warning: 0, critical: 0, lost: 0, failed: 0, unknown: 0, offline: 0 },
  memory: { totalBytes: 0, usedBytes: 0, freeBytes: 0, reservedBytes: null, reservedUnknownCount: 0 },
  processCount: 0,
});

/** The values of an offline node are history, so they are counted apart and never added up. */
export function fleetTotals(nodes: Iterable<NodeSummary>): FleetTotals {
  const totals = emptyTotals();
  for (const node of nodes) {
    totals.nodes.all += 1;
    totals.nodes[node.status] += 1;
    totals.gpus.all += node.gpus.length;
    if (node.status === "offline") {
      totals.gpus.offline += node.gpus.length;
      continue;
    }
    if (node.collector.state !== "ok") totals.nodes.withoutReadings += 1;
    totals.processCount += node.processCount;
    for (const gpu of node.gpus) addGpu(totals, gpu);
  }
  return totals;
}

function addGpu(totals: FleetTotals, gpu: GpuSnapshot): void {
  if (gpu.state !== "ok") {
    totals.gpus[gpu.state] += 1;
    return;
  }
  totals.gpus[healthLevel(heldShareRatio(gpu.memory)) ?? "unknown"] += 1;
  if (gpu.memory === null) return;
  const { memory } = totals;
  memory.totalBytes += gpu.memory.totalBytes;
  memory.usedBytes += gpu.memory.usedBytes;
  memory.freeBytes += gpu.memory.freeBytes;
  if (gpu.memory.reservedBytes === null) memory.reservedUnknownCount += 1;
  else memory.reservedBytes = (memory.reservedBytes ?? 0) + gpu.memory.reservedBytes;
}
