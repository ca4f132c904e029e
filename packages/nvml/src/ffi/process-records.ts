/** The process lists' records, whose length drivers got wrong more than once. */
import type { NvmlProcess } from "../nvml.ts";

export type ProcessKind = NvmlProcess["kinds"][number];
export type Stride = 16 | 24 | 32;

export interface ProcessRecord {
  pid: number;
  usedBytes: number | null;
  gpuInstanceId: number | null;
  computeInstanceId: number | null;
  /** The merge's to fill: it makes its rows of the records, as copying hundreds each second costs more than reading them. */
  kinds?: ProcessKind[] | undefined;
}

/** A buffer has room for the longest record whatever the call, so that no driver writes past its end. */
export const LONGEST_RECORD_BYTES = 32;
/** What the buffer holds before the call, to see afterwards how far the driver wrote. */
export const POISON = 0xa5;
const POISONED_ID = 0xa5a5a5a5;
/** No MIG instance; twice, memory that is not available. */
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
  if (bytes.length > 0 && bytes[0] !== POISON) return false;
  return bytes.equals(Buffer.alloc(bytes.length, POISON));
}

/** By 32-bit words, which every driver's machine has in this order: hundreds of records are read each second. */
export function decodeRecords(buffer: Buffer, count: number, stride: Stride): ProcessRecord[] {
  const words = new Uint32Array(buffer.buffer, buffer.byteOffset, (count * stride) / 4);
  const records: ProcessRecord[] = [];
  for (let at = 0; at < words.length; at += stride / 4) {
    const [low, high] = [words[at + 2] ?? 0, words[at + 3] ?? 0];
    records.push({
      pid: words[at] ?? 0,
      usedBytes: low === NO_INSTANCE_ID && high === NO_INSTANCE_ID ? null : high * 2 ** 32 + low,
      kinds: undefined,
      gpuInstanceId: stride === 16 ? null : instanceId(words[at + 4]),
      computeInstanceId: stride === 16 ? null : instanceId(words[at + 5]),
    });
  }
  return records;
}

function instanceId(id: number | undefined): number | null {
  return id === undefined || id === NO_INSTANCE_ID || id === POISONED_ID ? null : id;
}

/** A pid's value in each list is its whole, so a pid in several is one row with the largest. Takes the records over. */
export function mergeProcessLists(lists: readonly (readonly [ProcessKind, readonly ProcessRecord[]])[]): NvmlProcess[] {
  const rows: NvmlProcess[] = [];
  const places = new RowPlaces(lists.reduce((count, [, records]) => count + records.length, 0));
  for (const [kind, records] of lists) {
    for (const record of records) {
      const row = places.find(record, rows);
      if (row === null) rows.push(rowOf(record, kind));
      else addTo(row, kind, record);
    }
  }
  return rows;
}

function rowOf(record: ProcessRecord, kind: ProcessKind): NvmlProcess {
  record.kinds = [kind];
  // Nothing else is missing of a row.
  return record as NvmlProcess;
}

function addTo(row: NvmlProcess, kind: ProcessKind, record: ProcessRecord): void {
  const known = row.usedBytes;
  row.usedBytes =
    known === null || record.usedBytes === null ? (known ?? record.usedBytes) : Math.max(known, record.usedBytes);
  if (!row.kinds.includes(kind)) row.kinds.push(kind);
}

/** Where the rows of a pid and its MIG instances are: a hash table in one typed array, filled once. */
class RowPlaces {
  /** Index of the row plus one; 0 is free. At least half of them are. */
  readonly #places: Uint32Array;

  constructor(most: number) {
    this.#places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  /** The record's row; null where there is none yet: the caller makes it the last one. */
  find(record: ProcessRecord, rows: readonly NvmlProcess[]): NvmlProcess | null {
    const places = this.#places;
    const mask = places.length - 1;
    for (let at = Math.imul(record.pid, 0x9e3779b1) & mask; ; at = (at + 1) & mask) {
      const place = places[at] ?? 0;
      // Looking beyond an array's ends is slow, so that is not how a free place is found.
      const row = place === 0 ? undefined : rows[place - 1];
      if (row === undefined) {
        places[at] = rows.length + 1;
        return null;
      }
      if (isSame(row, record)) return row;
    }
  }
}

function isSame(row: NvmlProcess, record: ProcessRecord): boolean {
  return (
    row.pid === record.pid &&
    row.gpuInstanceId === record.gpuInstanceId &&
    row.computeInstanceId === record.computeInstanceId
  );
}
