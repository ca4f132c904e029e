import type { HostReading, NodeFacts, ProcessSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import type { GpuProcess, GpuReading } from "./collect/gpu-source.ts";
import type { ProcessFacts } from "./collect/process-source.ts";

export interface SnapshotReadings {
  reading: GpuReading;
  facts: readonly ProcessFacts[];
  host: HostReading;
}

/** Most rows of each kind the protocol takes. */
const MAX_GPUS = 256;
const MAX_PROCESSES = 4_096;

/** Puts one node's readings together. What no source could tell stays null. */
export function assembleSnapshot(
  frame: { atMs: number; intervalMs: number; node: NodeFacts },
  { reading, facts, host }: SnapshotReadings,
): Snapshot {
  const factsByPid = new Map(facts.map((row) => [row.pid, row]));
  return {
    ...frame,
    host,
    collector: reading.collector,
    gpus: reading.gpus.slice(0, MAX_GPUS),
    processes: largestFirst(reading.processes).map((process) => processRow(process, factsByPid.get(process.pid))),
  };
}

/** In the driver's order; of more processes than a snapshot takes, those that hold the most. */
function largestFirst(processes: readonly GpuProcess[]): readonly GpuProcess[] {
  if (processes.length <= MAX_PROCESSES) return processes;
  return processes.toSorted((a, b) => heldBytes(b) - heldBytes(a)).slice(0, MAX_PROCESSES);
}

const heldBytes = (process: GpuProcess): number => process.gpus.reduce((sum, use) => sum + (use.usedBytes ?? 0), 0);

function processRow({ pid, gpus }: GpuProcess, facts: ProcessFacts | undefined): ProcessSnapshot {
  if (facts !== undefined) return { ...facts, gpus };
  const unknown = { uid: null, user: null, program: null, command: null, startedAtMs: null };
  return { pid, startTicks: null, identity: "degraded", ...unknown, gpus };
}
