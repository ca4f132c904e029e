import type { GpuHistory } from "@vramfleet/core/fleet";

/** One reading of one GPU; null where it could not be read. */
export interface GpuSampleRow {
  gpuUuid: string;
  atMs: number;
  /** Time to the next expected sample of this GPU. */
  intervalMs: number;
  usedBytes: number | null;
  reservedBytes: number | null;
  freeBytes: number | null;
  totalBytes: number | null;
  utilPct: number | null;
  memoryBusyPct: number | null;
  temperatureC: number | null;
  powerMw: number | null;
  graphicsClockMhz: number | null;
  memoryClockMhz: number | null;
}

/** (node, epoch, seq) names it: appended twice, it is stored once. */
export interface SealedBatch {
  nodeId: string;
  epoch: string;
  seq: number;
  receivedAtMs: number;
  samples: GpuSampleRow[];
}

export interface RangeQuery {
  nodeId: string;
  gpuUuid: string;
  fromMs: number;
  toMs: number;
  maxPointsCount: number;
  nowMs: number;
}

/** Where readings are kept. Every failure is a HubError with a storage or database code. */
export interface History {
  /** Resolves once all of it is durable, with the highest stored seq of each batch's epoch; rejects when none of it is stored. */
  append(batches: SealedBatch[]): Promise<number[]>;
  storedSeq(nodeId: string, epoch: string): Promise<number | null>;
  range(query: RangeQuery): Promise<GpuHistory>;
  /** Drops a bounded amount of what is older than `beforeMs`; `more` says that some is left. */
  dropBefore(beforeMs: number): Promise<{ more: boolean }>;
}

/** The newest snapshot of a node, as JSON. */
export interface StoredNode {
  nodeId: string;
  receivedAtMs: number;
  snapshotJson: string;
}

/** What is remembered of the nodes across a restart. */
export interface NodeStore {
  load(): Promise<StoredNode[]>;
  save(nodes: StoredNode[]): Promise<void>;
}
