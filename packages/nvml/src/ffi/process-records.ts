/** The process lists' records, whose length drivers got wrong more than once. */
import type { NvmlProcess } from "../nvml.ts";
import { decodeBytes } from "./decode.ts";

export type ProcessKind = NvmlProcess["kinds"][number];
export type Stride = 16 | 24 | 32;

export interface ProcessRecord {
  pid: number;
  usedBytes: number | null;
  gpuInstanceId: number | null;
  computeInstanceId: number | null;
}

/** A buffer has room for the longest record whatever the call, so that no driver writes past its end. */
export const LONGEST_RECORD_BYTES = 32;
/** What the buffer holds before the call, to see afterwards how far the driver wrote. */
export const POISON = 0xa5;
const POISONED_ID = 0xa5a5a5a5;
const NO_INSTANCE_ID = 0xffffffff;

/**
 * The record length the driver really used: where the poison begins again after `count` records. `expected` where that
 * fits none of the three known layouts.
 */
export function writtenStride(buffer: Buffer, count: number, expected: Stride): Stride {
  if (count === 0) return expected;
  const end = count * LONGEST_RECORD_BYTES;
  const strides: readonly Stride[] = [16, 24, 32];
  for (const stride of strides) {
    if (isPoison(buffer.subarray(count * stride, end))) return stride === 32 ? longest(buffer, end, expected) : stride;
  }
  return expected;
}

/** With 32-byte records nothing of the part looked at is left: the bytes just before its end must then be written. */
function longest(buffer: Buffer, end: number, expected: Stride): Stride {
  return isPoison(buffer.subarray(end - 8, end)) ? expected : 32;
}

function isPoison(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === POISON);
}

export function decodeRecords(buffer: Buffer, count: number, stride: Stride): ProcessRecord[] {
  return Array.from({ length: count }, (_, index) =>
    decodeRecord(buffer.subarray(index * stride, (index + 1) * stride)),
  );
}

function decodeRecord(record: Buffer): ProcessRecord {
  const hasInstances = record.length >= 24;
  return {
    pid: record.readUInt32LE(0),
    usedBytes: decodeBytes(record, 8),
    gpuInstanceId: hasInstances ? decodeInstanceId(record, 16) : null,
    computeInstanceId: hasInstances ? decodeInstanceId(record, 20) : null,
  };
}

function decodeInstanceId(record: Buffer, offset: number): number | null {
  const id = record.readUInt32LE(offset);
  return id === NO_INSTANCE_ID || id === POISONED_ID ? null : id;
}

/** A pid's value in each list is its whole, so a pid in several is one row with the largest. */
export function mergeProcessLists(lists: readonly (readonly [ProcessKind, readonly ProcessRecord[]])[]): NvmlProcess[] {
  const merged = new Map<string, NvmlProcess>();
  for (const [kind, records] of lists) {
    for (const record of records) {
      const key = `${record.pid}:${record.gpuInstanceId}:${record.computeInstanceId}`;
      merged.set(key, mergeRecord(merged.get(key), kind, record));
    }
  }
  return [...merged.values()];
}

function mergeRecord(known: NvmlProcess | undefined, kind: ProcessKind, record: ProcessRecord): NvmlProcess {
  if (known === undefined) return { ...record, kinds: [kind] };
  const usedBytes =
    known.usedBytes === null || record.usedBytes === null
      ? (known.usedBytes ?? record.usedBytes)
      : Math.max(known.usedBytes, record.usedBytes);
  return { ...known, usedBytes, kinds: known.kinds.includes(kind) ? known.kinds : [...known.kinds, kind] };
}
