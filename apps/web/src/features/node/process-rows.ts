import { processKey } from "@vramfleet/core/process-identity";
import type { GpuSnapshot, ProcessSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { compareNames } from "../../lib/natural-order.ts";

export interface ProcessUse {
  slotIndex: number;
  usedBytes: number | null;
  /** Of that GPU's total memory, 0..1. */
  shareRatio: number | null;
  kinds: string;
}

export interface ProcessRow {
  key: string;
  pid: number;
  user: string | null;
  command: string | null;
  degraded: boolean;
  uses: ProcessUse[];
  /** Sum over its GPUs; null when no GPU tells. */
  usedBytes: number | null;
  ageMs: number | null;
}

export function processRows(snapshot: Snapshot): ProcessRow[] {
  const totals = new Map(snapshot.gpus.map((gpu) => [gpu.slotIndex, totalOf(gpu)]));
  return snapshot.processes.map((process) => {
    const uses = process.gpus.map(({ slotIndex, usedBytes, kinds }) => ({
      slotIndex,
      usedBytes,
      shareRatio: share(usedBytes, totals.get(slotIndex) ?? null),
      kinds: kinds.join(" + "),
    }));
    return {
      key: processKey(snapshot.node.bootId, process.pid, process.startTicks),
      pid: process.pid,
      user: process.user ?? (process.uid === null ? null : `uid ${process.uid}`),
      command: process.command ?? process.program,
      degraded: process.identity === "degraded",
      uses: uses.toSorted((left, right) => left.slotIndex - right.slotIndex),
      usedBytes: sumKnown(process),
      ageMs: process.startedAtMs === null ? null : Math.max(0, snapshot.atMs - process.startedAtMs),
    };
  });
}

const totalOf = (gpu: GpuSnapshot) => gpu.memory?.totalBytes ?? null;

function share(partBytes: number | null, totalBytes: number | null): number | null {
  return partBytes === null || totalBytes === null || totalBytes <= 0 ? null : partBytes / totalBytes;
}

function sumKnown(process: ProcessSnapshot): number | null {
  const known = process.gpus.flatMap((use) => use.usedBytes ?? []);
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}

export const PROCESS_COLUMNS = ["pid", "user", "command", "gpu", "memory", "age"] as const;
export type ProcessColumn = (typeof PROCESS_COLUMNS)[number];

export interface ProcessSort {
  column: ProcessColumn;
  descending: boolean;
}

/** Address form: "memory" or "-memory" for descending. Unknown is the default: most memory first. */
export function parseProcessSort(text: string | null): ProcessSort {
  const descending = text?.startsWith("-") ?? false;
  const name = descending ? text?.slice(1) : text;
  const column = PROCESS_COLUMNS.find((candidate) => candidate === name);
  return column === undefined ? { column: "memory", descending: true } : { column, descending };
}

export function formatProcessSort({ column, descending }: ProcessSort): string {
  return descending ? `-${column}` : column;
}

/** Unknown values come last in both directions; the pid decides ties, so that equal rows keep their order. */
export function sortProcesses(rows: readonly ProcessRow[], { column, descending }: ProcessSort): ProcessRow[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [sortValue(left, column), sortValue(right, column)];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || left.pid - right.pid;
    return direction * compareValues(a, b) || left.pid - right.pid;
  });
}

function compareValues(left: string | number, right: string | number): number {
  return typeof left === "number" && typeof right === "number"
    ? left - right
    : compareNames(String(left), String(right));
}

function sortValue(row: ProcessRow, column: ProcessColumn): string | number | null {
  switch (column) {
    case "pid":
      return row.pid;
    case "user":
      return row.user;
    case "command":
      return row.command;
    case "gpu":
      return row.uses[0]?.slotIndex ?? null;
    case "memory":
      return row.usedBytes;
    case "age":
      return row.ageMs;
  }
}
