import { describe, expect, test } from "vitest";
import {
  decodeArchitecture,
  decodeBytes,
  decodeComputeCapability,
  decodeCudaVersion,
  decodeHandle,
  decodeLegacyPciBusId,
  decodeMemoryV1,
  decodeMemoryV2,
  decodePciBusId,
  decodePowerRange,
  decodeTemperatureV,
  decodeText,
  decodeU32,
  decodeUtilization,
} from "./decode.ts";

/**
 * Offsets and sizes as the C headers give them, written out here a second time: neither the decoders nor the C fake
 * are asked. Every field gets a value of its own, so that a slip of any offset shows.
 */
const layouts = {
  memoryV1: { size: 24, total: 0, free: 8, used: 16 },
  memoryV2: { size: 40, version: 0, total: 8, reserved: 16, free: 24, used: 32 },
  pciInfo: { size: 68, busIdLegacy: 0, domain: 16, bus: 20, device: 24, pciDeviceId: 28, subSystem: 32, busId: 36 },
  utilization: { size: 8, gpu: 0, memory: 4 },
  temperature: { size: 12, version: 0, sensorType: 4, temperature: 8 },
};

function bytesWith(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size, 0x5a);
  write(bytes);
  return bytes;
}

describe("layouts", () => {
  test("nvmlMemory_t", () => {
    const { size, total, free, used } = layouts.memoryV1;
    const bytes = bytesWith(size, (b) => {
      b.writeBigUInt64LE(85_520_809_984n, total);
      b.writeBigUInt64LE(80_000_000_001n, free);
      b.writeBigUInt64LE(5_520_809_983n, used);
    });
    expect(decodeMemoryV1(bytes)).toEqual({
      totalBytes: 85_520_809_984,
      freeBytes: 80_000_000_001,
      usedBytes: 5_520_809_983,
      reservedBytes: null,
    });
  });

  test("nvmlMemory_v2_t", () => {
    const { size, total, reserved, free, used } = layouts.memoryV2;
    const bytes = bytesWith(size, (b) => {
      b.writeBigUInt64LE(192_265_846_784n, total);
      b.writeBigUInt64LE(763_363_328n, reserved);
      b.writeBigUInt64LE(191_000_000_003n, free);
      b.writeBigUInt64LE(502_483_453n, used);
    });
    expect(decodeMemoryV2(bytes)).toEqual({
      totalBytes: 192_265_846_784,
      reservedBytes: 763_363_328,
      freeBytes: 191_000_000_003,
      usedBytes: 502_483_453,
    });
  });

  test("nvmlPciInfo_t", () => {
    const { size, busIdLegacy, domain, bus, device, busId } = layouts.pciInfo;
    const bytes = bytesWith(size, (b) => {
      b.write("0001:3B:1F.0\0", busIdLegacy, "ascii");
      b.writeUInt32LE(0x10001, domain);
      b.writeUInt32LE(0x3b, bus);
      b.writeUInt32LE(0x1f, device);
      b.write("00010001:3B:1F.0\0", busId, "ascii");
    });
    expect(decodePciBusId(bytes)).toBe("00010001:3B:1F.0");
    expect(decodeLegacyPciBusId(bytes)).toBe("00010001:3B:1F.0");
  });

  test("nvmlUtilization_t", () => {
    const { size, gpu, memory } = layouts.utilization;
    const bytes = bytesWith(size, (b) => {
      b.writeUInt32LE(97, gpu);
      b.writeUInt32LE(41, memory);
    });
    expect(decodeUtilization(bytes)).toEqual({ gpuPct: 97, memoryPct: 41 });
  });

  test("nvmlTemperature_t, below zero too", () => {
    const { size, temperature } = layouts.temperature;
    expect(decodeTemperatureV(bytesWith(size, (b) => b.writeInt32LE(-5, temperature)))).toBe(-5);
  });

  test("two numbers one after the other", () => {
    const capability = bytesWith(8, (b) => {
      b.writeInt32LE(12, 0);
      b.writeInt32LE(1, 4);
    });
    const range = bytesWith(8, (b) => {
      b.writeUInt32LE(200_000, 0);
      b.writeUInt32LE(700_000, 4);
    });
    expect(decodeComputeCapability(capability)).toBe("12.1");
    expect(decodePowerRange(range)).toEqual({ minMw: 200_000, maxMw: 700_000 });
  });
});

describe("not available is null and never a number", () => {
  test("all ones", () => {
    const ones = Buffer.alloc(40, 0xff);
    expect(decodeU32(ones)).toBeNull();
    expect(decodeBytes(ones, 0)).toBeNull();
    expect(decodeMemoryV1(ones)).toBeNull();
    expect(decodeMemoryV2(ones)).toBeNull();
    expect(decodeUtilization(ones)).toBeNull();
    expect(decodePowerRange(ones)).toBeNull();
    expect(decodeArchitecture(ones)).toBeNull();
  });

  test("a total of zero, as unified memory may answer", () => {
    expect(decodeMemoryV1(Buffer.alloc(24))).toBeNull();
    expect(decodeMemoryV2(Buffer.alloc(40))).toBeNull();
  });

  test("an empty text and a null handle", () => {
    expect(decodeText(Buffer.alloc(96))).toBeNull();
    expect(decodeHandle(Buffer.alloc(8))).toBeNull();
  });
});

describe("texts and versions", () => {
  test("a text ends at its NUL, or at the buffer's end", () => {
    expect(decodeText(Buffer.from("Tesla T4\0leftover"))).toBe("Tesla T4");
    expect(decodeText(Buffer.from("no end"))).toBe("no end");
  });

  test.each([
    [12080, "12.8"],
    [13000, "13.0"],
    [11040, "11.4"],
  ])("CUDA %i is %s", (number, text) => {
    expect(decodeCudaVersion(bytesWith(4, (b) => b.writeInt32LE(number, 0)))).toBe(text);
  });

  test.each([
    [6, "Turing"],
    [9, "Hopper"],
    [10, "Blackwell"],
    [77, "architecture 77"],
  ])("architecture %i is %s", (number, text) => {
    expect(decodeArchitecture(bytesWith(4, (b) => b.writeUInt32LE(number, 0)))).toBe(text);
  });
});
