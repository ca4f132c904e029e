import type { NodeDetail, NodeSummary } from "@vramfleet/core/fleet";
import type { GpuMemory, GpuSnapshot, ProcessSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { GIB, sampleGpu, sampleProcess, sampleSnapshot } from "@vramfleet/core/testing/sample-snapshot";

export const NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 0);

/** Memory of an 80 GiB GPU with 1 GiB reserved, of which `heldRatio` is not free. */
export function memoryHeld(heldRatio: number): GpuMemory {
  const totalBytes = 80 * GIB;
  const freeBytes = Math.round(totalBytes * (1 - heldRatio));
  return { totalBytes, freeBytes, reservedBytes: GIB, usedBytes: totalBytes - freeBytes - GIB };
}

export function gpuSample(changes: Partial<GpuSnapshot> = {}): GpuSnapshot {
  return sampleGpu({
    uuid: `GPU-0000000${changes.slotIndex ?? 0}`,
    memory: memoryHeld(0.5),
    processesAtMs: NOW_MS - 2_000,
    ...changes,
  });
}

export function nodeSample(changes: Partial<NodeSummary> = {}): NodeSummary {
  return {
    nodeId: changes.hostname ?? "node1",
    hostname: "node1",
    simulated: false,
    status: "live",
    atMs: NOW_MS,
    receivedAtMs: NOW_MS,
    intervalMs: 1_000,
    agentVersion: "0.1.0",
    collector: { state: "ok", driverVersion: "570.133.20", nvmlVersion: null, cudaVersion: "12.8" },
    gpus: [gpuSample()],
    processCount: 1,
    ...changes,
  };
}

export function processSample(changes: Partial<ProcessSnapshot> = {}): ProcessSnapshot {
  return sampleProcess({
    startedAtMs: NOW_MS - 60_000,
    gpus: [{ slotIndex: 0, usedBytes: 20 * GIB, kinds: ["compute"] }],
    ...changes,
  });
}

export function detailSample(changes: Partial<Snapshot> = {}): NodeDetail {
  const snapshot = sampleSnapshot({ atMs: NOW_MS, gpus: [gpuSample()], processes: [processSample()], ...changes });
  return { status: "live", receivedAtMs: NOW_MS, snapshot };
}
