/** Bytes the driver wrote, as values. Null is the driver's own "not available". Offsets: 64-bit, natural alignment. */
import type { NvmlMemory, NvmlUtilization } from "../nvml.ts";

export type Argument = Buffer | bigint | number;
export type Native = (...parameters: Argument[]) => number;

const U32_NOT_AVAILABLE = 0xffffffff;
const U64_NOT_AVAILABLE = 0xffffffffffffffffn;

/** nvmlDeviceArchitecture_t */
const architectures: ReadonlyMap<number, string> = new Map([
  [2, "Kepler"],
  [3, "Maxwell"],
  [4, "Pascal"],
  [5, "Volta"],
  [6, "Turing"],
  [7, "Ampere"],
  [8, "Ada Lovelace"],
  [9, "Hopper"],
  [10, "Blackwell"],
  [13, "Rubin"],
]);

/** A function declared to return int: what it answers is a number, which koffi's types do not say. */
export function asNative(call: (...parameters: Argument[]) => unknown): Native {
  return (...parameters) => {
    const code = call(...parameters);
    if (typeof code !== "number") throw new TypeError(`a C function declared int answered ${typeof code}`);
    return code;
  };
}

/** A C string: up to its NUL. Null where it is empty. */
export function decodeText(bytes: Buffer): string | null {
  const end = bytes.indexOf(0);
  const text = bytes.toString("utf8", 0, end === -1 ? bytes.length : end);
  return text === "" ? null : text;
}

export function decodeU32(bytes: Buffer, offset = 0): number | null {
  const value = bytes.readUInt32LE(offset);
  return value === U32_NOT_AVAILABLE ? null : value;
}

/** Bytes, or null. A double holds every whole number up to 8 PiB exactly. */
export function decodeBytes(bytes: Buffer, offset: number): number | null {
  const value = bytes.readBigUInt64LE(offset);
  return value === U64_NOT_AVAILABLE ? null : Number(value);
}

/** Handles are opaque: kept as they came, only to be handed back. */
export function decodeHandle(bytes: Buffer): bigint | null {
  const handle = bytes.readBigUInt64LE(0);
  return handle === 0n ? null : handle;
}

/** 12080 is 12.8. */
export function decodeCudaVersion(bytes: Buffer): string | null {
  const version = bytes.readInt32LE(0);
  return version <= 0 ? null : `${Math.floor(version / 1000)}.${Math.floor((version % 1000) / 10)}`;
}

export function decodeArchitecture(bytes: Buffer): string | null {
  const number = decodeU32(bytes);
  return number === null ? null : (architectures.get(number) ?? `architecture ${number}`);
}

/** Two ints, one after the other. */
export function decodeComputeCapability(bytes: Buffer): string {
  return `${bytes.readInt32LE(0)}.${bytes.readInt32LE(4)}`;
}

/** nvmlPciInfo_t, 68 bytes, whose busId[32] only the third version of the call writes. */
export function decodePciBusId(bytes: Buffer): string | null {
  return decodeText(bytes.subarray(36, 68));
}

/** Older versions leave busIdLegacy[16], which may cut the domain to 4 digits: the same form is made from the numbers. */
export function decodeLegacyPciBusId(bytes: Buffer): string {
  const [domain, bus, device] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20), bytes.readUInt32LE(24)];
  return `${hex(domain, 8)}:${hex(bus, 2)}:${hex(device, 2)}.0`;
}

/** nvmlMemory_v2_t, 40 bytes. A total of 0 is how unified memory may answer: no reading. */
export function decodeMemoryV2(bytes: Buffer): NvmlMemory | null {
  const [total, reserved] = [decodeBytes(bytes, 8), decodeBytes(bytes, 16)];
  const [free, used] = [decodeBytes(bytes, 24), decodeBytes(bytes, 32)];
  if (total === null || total === 0 || free === null || used === null) return null;
  return { totalBytes: total, usedBytes: used, freeBytes: free, reservedBytes: reserved };
}

/** nvmlMemory_t, 24 bytes: used counts the reserve. */
export function decodeMemoryV1(bytes: Buffer): NvmlMemory | null {
  const [total, free, used] = [decodeBytes(bytes, 0), decodeBytes(bytes, 8), decodeBytes(bytes, 16)];
  if (total === null || total === 0 || free === null || used === null) return null;
  return { totalBytes: total, usedBytes: used, freeBytes: free, reservedBytes: null };
}

export function decodeUtilization(bytes: Buffer): NvmlUtilization | null {
  const [gpuPct, memoryPct] = [decodeU32(bytes, 0), decodeU32(bytes, 4)];
  return gpuPct === null || memoryPct === null ? null : { gpuPct, memoryPct };
}

/** Signed in the newer call's struct {version, sensor, temperature}; the older one's unsigned never reaches the sign bit. */
export function decodeTemperatureV(bytes: Buffer): number {
  return bytes.readInt32LE(8);
}

/** Two unsigned ints, one after the other. */
export function decodePowerRange(bytes: Buffer): { minMw: number; maxMw: number } | null {
  const [minMw, maxMw] = [decodeU32(bytes, 0), decodeU32(bytes, 4)];
  return minMw === null || maxMw === null ? null : { minMw, maxMw };
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}
