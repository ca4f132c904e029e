import type { GpuSnapshot, HostReading, NodeFacts, ProcessSnapshot } from "../snapshot.ts";
import type { Board } from "./boards.ts";
import { hash01, hash32, smoothNoise } from "./rng.ts";
import { gpuSnapshotAt, holdingsAt, loadAt, type SimGpu } from "./sim-gpu.ts";
import type { SimJob } from "./sim-job.ts";

const GIB = 2 ** 30;

/** A simulated node. Instants are wall-clock milliseconds, any of them, in any order. */
export interface SimNode {
  nodeId: string;
  board: Board;
  gpus: SimGpu[];
  facts: Omit<NodeFacts, "nodeId" | "agentVersion" | "simulated">;
  gpusAt(atMs: number): GpuSnapshot[];
  /** Every process that holds memory, with all its GPUs. */
  processesAt(atMs: number): ProcessSnapshot[];
  hostAt(atMs: number): HostReading;
}

export interface SimNodeParts {
  nodeId: string;
  board: Board;
  seed: number;
  anchorMs: number;
  gpus: SimGpu[];
}

export function createSimNode(parts: SimNodeParts): SimNode {
  const { nodeId, board, seed, anchorMs, gpus } = parts;
  const bootAtMs = anchorMs - Math.floor((20 + 40 * hash01(seed, 2)) * 86_400) * 1_000;
  const secondOf = (atMs: number) => Math.floor((atMs - anchorMs) / 1_000);
  return {
    nodeId,
    board,
    gpus,
    facts: {
      hostname: nodeId,
      bootId: uuidText(hash32(seed, 3)),
      os: "Ubuntu 24.04.2 LTS",
      kernel: "6.8.0-60-generic",
      architecture: "x64",
      cpuModel: board.host.cpuModel,
      cpuCount: board.host.cpuCount,
      memoryTotalBytes: board.host.memoryGib * GIB,
    },
    gpusAt: (atMs) => gpus.map((gpu) => gpuSnapshotAt(gpu, secondOf(atMs), atMs)),
    processesAt: (atMs) => processes(gpus, secondOf(atMs), { anchorMs, bootAtMs }),
    hostAt: (atMs) => ({ ...hostReading(parts, secondOf(atMs)), uptimeS: Math.floor((atMs - bootAtMs) / 1_000) }),
  };
}

function processes(gpus: SimGpu[], second: number, clock: { anchorMs: number; bootAtMs: number }): ProcessSnapshot[] {
  const byPid = new Map<number, ProcessSnapshot>();
  for (const gpu of gpus) {
    for (const { job, usedBytes } of holdingsAt(gpu, second)) {
      const row = byPid.get(job.pid) ?? processRow(job, clock);
      row.gpus.push({ slotIndex: gpu.slotIndex, usedBytes, kinds: ["compute"] });
      byPid.set(job.pid, row);
    }
  }
  return [...byPid.values()];
}

function processRow(job: SimJob, clock: { anchorMs: number; bootAtMs: number }): ProcessSnapshot {
  const startedAtMs = clock.anchorMs + job.draft.startS * 1_000;
  const { pid, uid, user, program, command } = job;
  const startTicks = Math.round((startedAtMs - clock.bootAtMs) / 10);
  return { pid, startTicks, identity: "exact", uid, user, program, command, startedAtMs, gpus: [] };
}

function hostReading(parts: SimNodeParts, second: number): Omit<HostReading, "uptimeS"> {
  const { cpuCount, memoryGib } = parts.board.host;
  const loadNear = (ageS: number): number => {
    const loads = parts.gpus.map((gpu) => loadAt(gpu, second - ageS));
    const work = loads.reduce((sum, load) => sum + (load.hasContext ? 0.4 : 0) + 3.2 * load.busyRatio, 0);
    const wave = 1 + 0.15 * smoothNoise(parts.seed, (second - ageS) / 60);
    return Math.min(cpuCount, Math.round((0.3 + work * wave) * 100) / 100);
  };
  const contexts = parts.gpus.filter((gpu) => loadAt(gpu, second).hasContext).length;
  const held =
    0.06 + 0.45 * (contexts / Math.max(1, parts.gpus.length)) + 0.02 * smoothNoise(parts.seed + 1, second / 600);
  return {
    memoryAvailableBytes: Math.floor((1 - held) * memoryGib * 2 ** 18) * 4_096,
    load1MinCount: loadNear(20),
    load5MinCount: loadNear(140),
    load15MinCount: loadNear(420),
  };
}

/** A name in the form of a UUID that belongs to a seed. */
export function uuidText(seed: number): string {
  const hex = [1, 2, 3, 4].map((n) => hash32(seed, n).toString(16).padStart(8, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
