import type { GpuSnapshot, HostReading, NodeFacts, ProcessSnapshot, Snapshot } from "../snapshot.ts";

/** Valid pieces of a snapshot for tests, each changed by what a test is about. */

export const GIB = 2 ** 30;

export const sampleNode = (changes: Partial<NodeFacts> = {}): NodeFacts => ({
  nodeId: "node-1",
  hostname: "gpu-box",
  bootId: "boot",
  os: "Debian GNU/Linux 12",
  kernel: "6.1.0",
  architecture: "x86_64",
  cpuModel: "CPU",
  cpuCount: 64,
  memoryTotalBytes: 512 * GIB,
  agentVersion: "0.1.0",
  simulated: false,
  ...changes,
});

export const sampleHost = (changes: Partial<HostReading> = {}): HostReading => ({
  memoryAvailableBytes: 256 * GIB,
  load1MinCount: 1.5,
  load5MinCount: 1,
  load15MinCount: 0.5,
  uptimeS: 1_000,
  ...changes,
});

/** 80 GiB, of which 1 GiB reserved and 10 GiB used. */
export const sampleGpu = (changes: Partial<GpuSnapshot> = {}): GpuSnapshot => ({
  slotIndex: 0,
  state: "ok",
  problem: null,
  uuid: "GPU-0",
  name: "NVIDIA H100 80GB HBM3",
  pciBusId: "00000000:17:00.0",
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
  ...changes,
});

export const sampleProcess = (changes: Partial<ProcessSnapshot> = {}): ProcessSnapshot => ({
  pid: 4_242,
  startTicks: 1_234,
  identity: "exact",
  uid: 1_000,
  user: "alice",
  program: "python",
  command: "python train.py",
  startedAtMs: 5,
  gpus: [{ slotIndex: 0, usedBytes: 10 * GIB, kinds: ["compute"] }],
  ...changes,
});

/** One node with one GPU and no process. */
export const sampleSnapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  atMs: 0,
  intervalMs: 1_000,
  node: sampleNode(),
  host: sampleHost(),
  collector: { state: "ok", driverVersion: "570.133.20", nvmlVersion: "12.570.133.20", cudaVersion: "12.8" },
  gpus: [sampleGpu()],
  processes: [],
  ...changes,
});
