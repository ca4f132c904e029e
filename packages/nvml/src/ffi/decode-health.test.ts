import { describe, expect, test } from "vitest";
import { decodeAccount, decodeMigAttributes, decodeRemappedRows, decodeThrottleReasons } from "./decode-health.ts";
import { decodeValue } from "./field-values.ts";

/** Offsets written out a second time, as the C headers have them: neither the table nor the C fake is asked. */
function bytesWith(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

test("nvmlAccountingStats_t", () => {
  const bytes = bytesWith(56, (b) => {
    b.writeUInt32LE(80, 0);
    b.writeUInt32LE(20, 4);
    b.writeBigUInt64LE(32_000_000_001n, 8);
    b.writeBigUInt64LE(9_000n, 16);
    b.writeBigUInt64LE(1_767_225_600_000_500n, 24);
  });
  expect(decodeAccount(bytes, 42)).toEqual({
    pid: 42,
    gpuPct: 80,
    memoryPct: 20,
    peakBytes: 32_000_000_001,
    durationMs: 9_000,
    startedAtMs: 1_767_225_600_000.5,
    isRunning: false,
  });
  bytes.writeUInt32LE(1, 32);
  expect(decodeAccount(bytes, 42)).toMatchObject({ isRunning: true, durationMs: null });
});

test("nvmlDeviceAttributes_t", () => {
  const bytes = bytesWith(40, (b) => {
    for (let index = 0; index < 8; index++) b.writeUInt32LE(index + 1, index * 4);
    b.writeBigUInt64LE(9_984n, 32);
  });
  expect(decodeMigAttributes(bytes)).toEqual({
    multiprocessorCount: 1,
    copyEngineCount: 2,
    decoderCount: 3,
    encoderCount: 4,
    jpegCount: 5,
    ofaCount: 6,
    gpuInstanceSliceCount: 7,
    computeInstanceSliceCount: 8,
    memoryBytes: 9_984 * 2 ** 20,
  });
});

test("not available is null", () => {
  expect(decodeThrottleReasons(Buffer.alloc(8, 0xff))).toBeNull();
  expect(decodeRemappedRows(Buffer.alloc(16, 0xff))).toBeNull();
  expect(decodeMigAttributes(Buffer.alloc(40, 0xff))).toBeNull();
  expect(decodeAccount(Buffer.alloc(56, 0xff), 1)).toMatchObject({ peakBytes: null, gpuPct: null, memoryPct: null });
});

describe("a field's value", () => {
  const entry = (write: (bytes: Buffer) => void) => bytesWith(40, write);

  test("is read by its type alone", () => {
    expect(
      decodeValue(
        entry((b) => b.writeDoubleLE(0.25, 32)),
        0,
      ),
    ).toBe(0.25);
    expect(
      decodeValue(
        entry((b) => b.writeUInt32LE(71, 32)),
        1,
      ),
    ).toBe(71);
    expect(
      decodeValue(
        entry((b) => b.writeBigUInt64LE(2n ** 40n, 32)),
        3,
      ),
    ).toBe(2 ** 40);
    expect(
      decodeValue(
        entry((b) => b.writeBigInt64LE(-5n, 32)),
        4,
      ),
    ).toBe(-5);
    expect(
      decodeValue(
        entry((b) => b.writeInt32LE(-4, 32)),
        5,
      ),
    ).toBe(-4);
    expect(
      decodeValue(
        entry((b) => b.writeUInt16LE(9, 32)),
        6,
      ),
    ).toBe(9);
  });

  test("of a new type is none", () => {
    expect(
      decodeValue(
        entry((b) => b.writeUInt32LE(71, 32)),
        7,
      ),
    ).toBeNull();
  });

  test("of 32 bits does not see what a driver left above it", () => {
    const bytes = entry((b) => {
      b.writeUInt32LE(71, 32);
      b.writeUInt32LE(0xdeadbeef, 36);
    });
    expect(decodeValue(bytes, 1)).toBe(71);
    expect(decodeValue(bytes, 5)).toBe(71);
  });
});
