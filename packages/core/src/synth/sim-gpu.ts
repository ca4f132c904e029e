import type { GpuSnapshot } from "../snapshot.ts";
import { gpuPhysics, type GpuLoad } from "./board-physics.ts";
import type { Board } from "./boards.ts";
import type { Line, SimJob } from "./sim-job.ts";
import { clamp, MIB } from "./workload.ts";

export interface SimGpu {
  slotIndex: number;
  board: Board;
  seed: number;
  uuid: string;
  pciBusId: string;
  /** From this second on it has fallen off the bus; null for a healthy one. */
  lostFromS: number | null;
  lines: Line[];
}

/** A process's share of one GPU. */
export interface Holding {
  job: SimJob;
  usedBytes: number;
}

/** Everything that holds memory at a second; a process without a context yet is not listed. */
export function holdingsAt(gpu: SimGpu, second: number): Holding[] {
  if (isLost(gpu, second)) return [];
  return gpu.lines.flatMap((line) => {
    const job = line(second);
    const usedBytes = job?.workload.usedBytesAt(second - job.draft.startS) ?? 0;
    return job === null || usedBytes === 0 ? [] : [{ job, usedBytes }];
  });
}

export function loadAt(gpu: SimGpu, second: number): GpuLoad {
  const holdings = holdingsAt(gpu, second);
  let [busy, memoryBusy, power] = [0, 0, 0];
  for (const { job } of holdings) {
    const ratio = job.workload.busyRatioAt(second - job.draft.startS);
    busy += ratio;
    memoryBusy += ratio * job.workload.memoryIntensityRatio;
    power += ratio * job.workload.intensityRatio;
  }
  return {
    hasContext: holdings.length > 0,
    busyRatio: clamp(busy, 0, 1),
    memoryBusyRatio: clamp(memoryBusy, 0, 1),
    powerRatio: clamp(power, 0, 1),
  };
}

/** The GPU as an agent would report it. `second` counts from the plan's anchor and belongs to `atMs`. */
export function gpuSnapshotAt(gpu: SimGpu, second: number, atMs: number): GpuSnapshot {
  const { board, slotIndex, uuid, pciBusId } = gpu;
  const { name, architecture, computeCapability } = board;
  const identity = { slotIndex, uuid, name, pciBusId, architecture, computeCapability };
  if (isLost(gpu, second)) return { ...identity, ...LOST };
  const load = loadAt(gpu, second);
  return {
    ...identity,
    state: "ok",
    problem: null,
    memory: memoryAt(gpu, second),
    utilPct: Math.round(load.busyRatio * 100),
    memoryBusyPct: Math.round(load.memoryBusyRatio * 100),
    powerLimitMw: board.power.limitW * 1_000,
    powerMaxLimitMw: board.power.maxLimitW * 1_000,
    graphicsClockMaxMhz: board.graphicsMhz.max,
    memoryClockMaxMhz: board.memoryMhz.max,
    processesAtMs: atMs,
    ...gpuPhysics(gpu, second, (earlier) => loadAt(gpu, earlier)),
  };
}

function memoryAt(gpu: SimGpu, second: number) {
  const totalBytes = gpu.board.memory.totalMib * MIB;
  const reservedBytes = gpu.board.memory.reservedMib * MIB;
  const usedBytes = holdingsAt(gpu, second).reduce((sum, holding) => sum + holding.usedBytes, 0);
  return { totalBytes, usedBytes, reservedBytes, freeBytes: totalBytes - reservedBytes - usedBytes };
}

const isLost = (gpu: SimGpu, second: number): boolean => gpu.lostFromS !== null && second >= gpu.lostFromS;

const LOST = {
  state: "lost",
  problem: "LOST: needs reset or reboot",
  memory: null,
  utilPct: null,
  memoryBusyPct: null,
  temperatureC: null,
  powerMw: null,
  powerLimitMw: null,
  powerMaxLimitMw: null,
  graphicsClockMhz: null,
  graphicsClockMaxMhz: null,
  memoryClockMhz: null,
  memoryClockMaxMhz: null,
  processesAtMs: null,
} as const;
