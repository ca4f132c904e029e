import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeRecords,
  mergeProcessLists,
  POISON,
  writtenStride,
  type ProcessRecord,
  type Stride,
} from "./process-records.ts";

const NONE = 0xffffffff;
const NOT_AVAILABLE = 0xffffffffffffffffn;

/** As a driver writes them: pid@0, usedGpuMemory@8, gpuInstanceId@16, computeInstanceId@20, protected@24. */
function write(records: readonly ProcessRecord[], stride: Stride, capacity = records.length): Buffer {
  const buffer = Buffer.alloc(capacity * 32, POISON);
  records.forEach((record, index) => {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt32LE(record.pid, 0);
    bytes.writeBigUInt64LE(record.usedBytes === null ? NOT_AVAILABLE : BigInt(record.usedBytes), 8);
    bytes.writeUInt32LE(record.gpuInstanceId ?? NONE, 16);
    bytes.writeUInt32LE(record.computeInstanceId ?? NONE, 20);
    bytes.copy(buffer, index * stride, 0, stride);
  });
  return buffer;
}

const anyRecord: fc.Arbitrary<ProcessRecord> = fc.record({
  pid: fc.integer({ min: 1, max: 4_194_304 }),
  usedBytes: fc.option(fc.integer({ min: 0, max: 2 ** 48 })),
  gpuInstanceId: fc.option(fc.integer({ min: 0, max: 14 })),
  computeInstanceId: fc.option(fc.integer({ min: 0, max: 7 })),
});
const anyStride = fc.constantFrom<Stride>(16, 24, 32);

describe("records", () => {
  test("a record of 24 bytes, field by field", () => {
    const record = { pid: 4242, usedBytes: 10_737_418_240, gpuInstanceId: 3, computeInstanceId: 1 };
    expect(decodeRecords(write([record], 24), 1, 24)).toEqual([record]);
  });

  test("not available is null, for memory and for instances", () => {
    const record = { pid: 1, usedBytes: null, gpuInstanceId: null, computeInstanceId: null };
    expect(decodeRecords(write([record], 24), 1, 24)).toEqual([record]);
  });

  test("whatever length the driver writes, its records are read right", () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 40 }),
        anyStride,
        anyStride,
        (records, written, expected) => {
          const buffer = write(records, written, records.length + 3);
          const stride = writtenStride(buffer, records.length, expected);
          expect(stride).toBe(written);
          const instances = written === 16 ? { gpuInstanceId: null, computeInstanceId: null } : {};
          expect(decodeRecords(buffer, records.length, stride)).toEqual(records.map((r) => ({ ...r, ...instances })));
        },
      ),
    );
  });

  test("a full buffer leaves no poison after 32-byte records, and still tells their length", () => {
    const records = [1, 2].map((pid) => ({ pid, usedBytes: pid, gpuInstanceId: null, computeInstanceId: null }));
    expect(writtenStride(write(records, 32), 2, 24)).toBe(32);
  });

  test("instance ids the driver left unwritten are none", () => {
    const buffer = Buffer.alloc(64, POISON);
    for (const [index, pid] of [7, 8].entries()) {
      buffer.writeBigUInt64LE(BigInt(pid), index * 24);
      buffer.writeBigUInt64LE(1024n, index * 24 + 8);
    }
    expect(writtenStride(buffer, 2, 24)).toBe(24);
    expect(decodeRecords(buffer, 2, 24).map((r) => [r.pid, r.gpuInstanceId])).toEqual([
      [7, null],
      [8, null],
    ]);
  });

  test("no records, no guess", () => {
    expect(writtenStride(Buffer.alloc(64, POISON), 0, 24)).toBe(24);
  });
});

describe("merging", () => {
  const row = (pid: number, usedBytes: number | null, gi: number | null = null): ProcessRecord => ({
    pid,
    usedBytes,
    gpuInstanceId: gi,
    computeInstanceId: gi === null ? null : 0,
  });

  test("a pid in two lists is one row with the larger value, not the sum", () => {
    const merged = mergeProcessLists([
      ["compute", [row(10, 500)]],
      ["graphics", [row(10, 700), row(11, 5)]],
    ]);
    expect(merged).toEqual([
      { ...row(10, 700), kinds: ["compute", "graphics"] },
      { ...row(11, 5), kinds: ["graphics"] },
    ]);
  });

  test("a value beats none, and none stays none", () => {
    const merged = mergeProcessLists([
      ["compute", [row(10, null), row(11, null)]],
      ["mps", [row(10, 3), row(11, null)]],
    ]);
    expect(merged.map((process) => process.usedBytes)).toEqual([3, null]);
  });

  test("one pid on two MIG instances is two rows", () => {
    expect(mergeProcessLists([["compute", [row(10, 1, 1), row(10, 2, 2)]]])).toHaveLength(2);
  });

  test("however records are spread over the lists, each (pid, instance) is one row with the largest value", () => {
    fc.assert(
      fc.property(fc.array(anyRecord), fc.array(anyRecord), (compute, graphics) => {
        const merged = mergeProcessLists([
          ["compute", compute],
          ["graphics", graphics],
        ]);
        for (const process of merged) {
          const same = [...compute, ...graphics].filter(
            (r) =>
              r.pid === process.pid &&
              r.gpuInstanceId === process.gpuInstanceId &&
              r.computeInstanceId === process.computeInstanceId,
          );
          const known = same.flatMap((r) => (r.usedBytes === null ? [] : [r.usedBytes]));
          expect(process.usedBytes).toBe(known.length === 0 ? null : Math.max(...known));
        }
        const keys = merged.map((p) => `${p.pid} ${p.gpuInstanceId} ${p.computeInstanceId}`);
        expect(new Set(keys).size).toBe(merged.length);
      }),
    );
  });
});
