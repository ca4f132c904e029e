import type { NodeFacts, Snapshot } from "@vramfleet/core/snapshot";
import { assembleSnapshot } from "../snapshot.ts";
import type { GpuSource } from "./gpu-source.ts";
import type { HostSource } from "./host-source.ts";
import type { ProcessSource } from "./process-source.ts";

export interface AgentSources {
  gpu: GpuSource;
  processes: ProcessSource;
  host: HostSource;
}

export interface SnapshotFrame {
  atMs: number;
  intervalMs: number;
  node: NodeFacts;
}

/** Asks every source once. Processes are looked up right after the driver listed them, before pids are used again. */
export async function readSnapshot(sources: AgentSources, frame: SnapshotFrame): Promise<Snapshot> {
  const reading = await sources.gpu.read(frame.atMs);
  const facts = sources.processes.describe(
    reading.processes.map((process) => process.pid),
    frame.atMs,
  );
  return assembleSnapshot(frame, { reading, facts, host: sources.host.read(frame.atMs) });
}
