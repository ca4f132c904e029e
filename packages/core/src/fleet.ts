import type { NodeStatus } from "./node-status.ts";
import type { CollectorState, GpuSnapshot, Snapshot } from "./snapshot.ts";

/** What the fleet page needs of one node. */
export interface NodeSummary {
  nodeId: string;
  hostname: string;
  simulated: boolean;
  status: NodeStatus;
  /** Clock of the node at its newest snapshot. */
  atMs: number;
  /** Clock of the hub when that snapshot arrived. */
  receivedAtMs: number;
  intervalMs: number;
  agentVersion: string;
  collector: CollectorState;
  gpus: GpuSnapshot[];
  processCount: number;
}

/** What the node page needs: the newest snapshot whole. */
export interface NodeDetail {
  status: NodeStatus;
  receivedAtMs: number;
  snapshot: Snapshot;
}

export interface HubFacts {
  version: string;
  startedAtMs: number;
  /** True when the hub was started for a simulated fleet. */
  simulated: boolean;
}

/** A subscriber first gets `full`, then only what changed. */
export type FleetEvent =
  | { kind: "full"; atMs: number; hub: HubFacts; nodes: NodeSummary[] }
  | { kind: "change"; atMs: number; nodes: NodeSummary[] };

/** Memory of one GPU over a range, in buckets of equal length; arrays are parallel to `atMs`. */
export interface GpuHistory {
  fromMs: number;
  toMs: number;
  /** Length of a bucket. */
  stepMs: number;
  /** Start of each bucket. A bucket without a sample is present, with nulls. */
  atMs: number[];
  usedMinBytes: (number | null)[];
  usedMaxBytes: (number | null)[];
  usedMeanBytes: (number | null)[];
  /** Newest in the bucket; a GPU's total does not change in practice. */
  totalBytes: (number | null)[];
  reservedBytes: (number | null)[];
  utilMeanPct: (number | null)[];
  temperatureMaxC: (number | null)[];
  powerMeanMw: (number | null)[];
  /** Share of the buckets' time, up to now, that samples cover; 0..1. */
  coverageRatio: number;
}
