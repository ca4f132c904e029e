import type { NodeDetail, NodeSummary } from "@vramfleet/core/fleet";
import type { GpuMemory, GpuSnapshot, ProcessSnapshot, Snapshot } from "@vramfleet/core/snapshot";

const GIB = 2 ** 30;
export const NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 0);

/** Memory of an 80 GiB GPU with 1 GiB reserved, of which `heldRatio` is not free. */
export function memoryHeld(heldRatio: number): GpuMemory {
  const totalBytes = 80 * GIB;
  const freeBytes = Math.round(totalBytes * (1 - heldRatio));
  return { totalBytes, freeBytes, reservedBytes: GIB, usedBytes: totalBytes - freeBytes - GIB };
}

export function gpuSample(changes: Partial<GpuSnapshot> = {}): GpuSnapshot {
  return {
    slotIndex: 0,
    state: "ok",
    problem: null,
    uuid: `GPU-0000000${changes.slotIndex ?? 0}`,
    name: "NVIDIA H100 80GB HBM3",
    pciBusId: "00000000:17:00.0",
    architecture: "Hopper",
    computeCapability: "9.0",
    memory: memoryHeld(0.5),
    utilPct: 97,
    memoryBusyPct: 41,
    temperatureC: 64,
    powerMw: 512_000,
    powerLimitMw: 700_000,
    powerMaxLimitMw: 700_000,
    graphicsClockMhz: 1_980,
    graphicsClockMaxMhz: 1_980,
    memoryClockMhz: 2_619,
    memoryClockMaxMhz: 2_619,
    processesAtMs: NOW_MS - 2_000,
    ...changes,
  };
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
  return {
    pid: 4242,
    startTicks: 7,
    identity: "exact",
    uid: 1_000,
    user: "alice",
    program: "python",
    command: "python train.py",
    startedAtMs: NOW_MS - 60_000,
    gpus: [{ slotIndex: 0, usedBytes: 20 * GIB, kinds: ["compute"] }],
    ...changes,
  };
}

export function detailSample(changes: Partial<Snapshot> = {}): NodeDetail {
  const snapshot: Snapshot = {
    atMs: NOW_MS,
    intervalMs: 1_000,
    node: {
      nodeId: "node1",
      hostname: "node1",
      bootId: "boot",
      os: "Debian GNU/Linux 12",
      kernel: "6.1.0",
      architecture: "x64",
      cpuModel: null,
      cpuCount: 64,
      memoryTotalBytes: 512 * GIB,
      agentVersion: "0.1.0",
      simulated: false,
    },
    host: { memoryAvailableBytes: null, load1MinCount: 1, load5MinCount: 2, load15MinCount: null, uptimeS: 3_600 },
    collector: { state: "ok", driverVersion: "570.133.20", nvmlVersion: null, cudaVersion: "12.8" },
    gpus: [gpuSample()],
    processes: [processSample()],
    ...changes,
  };
  return { status: "live", receivedAtMs: NOW_MS, snapshot };
}
