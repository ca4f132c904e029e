import type { GpuSnapshot, NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import type { GpuReading } from "../collect/gpu-source.ts";
import type { AgentSources } from "../collect/read-snapshot.ts";

export const GIB = 2 ** 30;

export const sampleNode: NodeFacts = {
  nodeId: "node-1",
  hostname: "gpu-box",
  bootId: "b00t",
  os: "Debian GNU/Linux 12",
  kernel: "6.1.0",
  architecture: "x86_64",
  cpuModel: "CPU",
  cpuCount: 8,
  memoryTotalBytes: 64 * GIB,
  agentVersion: "0.1.0",
  simulated: false,
};

export const sampleGpu: GpuSnapshot = {
  slotIndex: 0,
  state: "ok",
  problem: null,
  uuid: "GPU-1",
  name: "NVIDIA H100",
  pciBusId: "00000000:3B:00.0",
  architecture: "Hopper",
  computeCapability: "9.0",
  memory: { totalBytes: 80 * GIB, usedBytes: 10 * GIB, freeBytes: 69 * GIB, reservedBytes: GIB },
  utilPct: 50,
  memoryBusyPct: 20,
  temperatureC: 60,
  powerMw: 300_000,
  powerLimitMw: 700_000,
  powerMaxLimitMw: 700_000,
  graphicsClockMhz: 1_980,
  graphicsClockMaxMhz: 1_980,
  memoryClockMhz: 2_619,
  memoryClockMaxMhz: 2_619,
  processesAtMs: 1,
};

export const sampleReading: GpuReading = {
  collector: { state: "ok", driverVersion: "570.1", nvmlVersion: "12.570.1", cudaVersion: "12.8" },
  gpus: [sampleGpu],
  processes: [{ pid: 4_711, gpus: [{ slotIndex: 0, usedBytes: 10 * GIB, kinds: ["compute"] }] }],
};

export const sampleHost = {
  memoryAvailableBytes: 32 * GIB,
  load1MinCount: 0.5,
  load5MinCount: 0.4,
  load15MinCount: 0.3,
  uptimeS: 1_000,
};

export function sampleSnapshot(atMs: number): Snapshot {
  return {
    atMs,
    intervalMs: 1_000,
    node: sampleNode,
    host: sampleHost,
    collector: sampleReading.collector,
    gpus: sampleReading.gpus,
    processes: [],
  };
}

/** Sources that answer at once, and tell whether they were closed. */
export function sampleSources(): AgentSources & { closed: () => boolean } {
  let closed = false;
  return {
    gpu: {
      read: () => Promise.resolve(sampleReading),
      close: () => {
        closed = true;
        return Promise.resolve();
      },
    },
    processes: {
      describe: (pids) =>
        pids.map((pid) => ({
          pid,
          startTicks: 1_234,
          identity: "exact",
          uid: 1_000,
          user: "ann",
          program: "python",
          command: "python train.py",
          startedAtMs: 5,
        })),
    },
    host: { facts: () => sampleNode, read: () => sampleHost },
    closed: () => closed,
  };
}
