import type { GpuHistory } from "@vramfleet/core/fleet";
import type { HubErrorCode } from "../errors.ts";
import type { RangeQuery, SealedBatch, StoredNode } from "./history.ts";

/** What the hub asks of its storage workers: name, input and output of every call. */
export interface WriterCalls {
  append: { input: SealedBatch[]; output: number[] };
  storedSeq: { input: { nodeId: string; epoch: string }; output: number | null };
  dropBefore: { input: number; output: { more: boolean } };
  loadNodes: { input: null; output: StoredNode[] };
  saveNodes: { input: StoredNode[]; output: null };
  close: { input: null; output: null };
}

export interface ReaderCalls {
  range: { input: RangeQuery; output: GpuHistory };
  close: { input: null; output: null };
}

export type Handlers<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends { input: infer Input; output: infer Output }
    ? (input: Input) => Output
    : never;
};

/** Given to a worker at its start. */
export interface StorageWorkerData {
  role: "writer" | "reader";
  dataDir: string;
  migrationsDir: string;
}

export interface CallRequest {
  id: number;
  name: string;
  input: unknown;
}

export interface WorkerFailure {
  code: HubErrorCode;
  message: string;
}

/** `ready` is the first message of a worker that could open its database, `failed` that of one that could not. */
export type WorkerMessage =
  | { kind: "ready" }
  | { kind: "failed"; failure: WorkerFailure }
  | { kind: "answer"; id: number; output: unknown }
  | { kind: "refusal"; id: number; failure: WorkerFailure };
