import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";

export const GIB = 2 ** 30;

export function gpuFixture(change: Partial<GpuSnapshot> = {}): GpuSnapshot {
  return {
    slotIndex: 0,
    state: "ok",
    problem: null,
    uuid: "GPU-0",
    name: "NVIDIA H100 80GB HBM3",
    pciBusId: "00000000:07:00.0",
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
    processesAtMs: null,
    ...change,
  };
}

export function snapshotFixture(nodeId: string, atMs: number, change: Partial<Snapshot> = {}): Snapshot {
  return {
    atMs,
    intervalMs: 1_000,
    node: {
      nodeId,
      hostname: `host-${nodeId}`,
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
    host: {
      memoryAvailableBytes: 256 * GIB,
      load1MinCount: 1.5,
      load5MinCount: 1,
      load15MinCount: 0.5,
      uptimeS: 1_000,
    },
    collector: { state: "ok", driverVersion: "550.54", nvmlVersion: "12.550", cudaVersion: "12.4" },
    gpus: [gpuFixture()],
    processes: [],
    ...change,
  };
}
