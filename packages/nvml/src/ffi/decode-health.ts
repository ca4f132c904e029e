/** Health, power and MIG as the driver wrote them. Null is its own "not available". */
import type {
  NvmlAccount,
  NvmlMigAttributes,
  NvmlMigMode,
  NvmlRemappedRows,
  NvmlThrottleReason,
  NvmlVirtualization,
} from "../nvml.ts";
import { decodeBytes, decodeU32 } from "./decode.ts";
import { layouts } from "./layouts.ts";

/** nvmlClocksEventReason*, by bit from the lowest. */
const throttleReasons = [
  "idle",
  "application_clocks",
  "sw_power_cap",
  "hw_slowdown",
  "sync_boost",
  "sw_thermal",
  "hw_thermal",
  "hw_power_brake",
  "display",
] as const satisfies readonly NvmlThrottleReason[];

export function decodeThrottleReasons(bytes: Buffer): NvmlThrottleReason[] | null {
  const bits = bytes.readBigUInt64LE(0);
  if (bits === 0xffffffffffffffffn) return null;
  const named = throttleReasons.filter((_, bit) => (bits & (1n << BigInt(bit))) !== 0n);
  return bits >> BigInt(throttleReasons.length) === 0n ? named : [...named, "other"];
}

/** 32 is the driver's "unknown". */
export function decodePerformanceState(bytes: Buffer): number | null {
  const state = decodeU32(bytes);
  return state === null || state > 15 ? null : state;
}

/** nvmlGpuVirtualizationMode_t */
const virtualizations = ["none", "passthrough", "vgpu_guest", "vgpu_host", "vsga_host"] as const;

export function decodeVirtualization(bytes: Buffer): NvmlVirtualization | null {
  const mode = decodeU32(bytes);
  return mode === null ? null : (virtualizations[mode] ?? "unknown");
}

/** nvmlEnableState_t */
export function decodeFlag(bytes: Buffer, offset = 0): boolean {
  return bytes.readUInt32LE(offset) === 1;
}

/** Four unsigned ints, one after the other. */
export function decodeRemappedRows(bytes: Buffer): NvmlRemappedRows | null {
  const [correctableCount, uncorrectableCount] = [decodeU32(bytes, 0), decodeU32(bytes, 4)];
  if (correctableCount === null || uncorrectableCount === null) return null;
  return { correctableCount, uncorrectableCount, isPending: decodeFlag(bytes, 8), hasFailed: decodeFlag(bytes, 12) };
}

export function decodeMigMode(bytes: Buffer): NvmlMigMode {
  return { isEnabled: decodeFlag(bytes, 0), isPending: decodeFlag(bytes, 4) };
}

export function decodeMigAttributes(bytes: Buffer): NvmlMigAttributes | null {
  const at = layouts.nvmlDeviceAttributes_t;
  const memoryMiB = decodeBytes(bytes, at.memorySizeMB);
  if (memoryMiB === null) return null;
  return {
    multiprocessorCount: bytes.readUInt32LE(at.multiprocessorCount),
    copyEngineCount: bytes.readUInt32LE(at.sharedCopyEngineCount),
    decoderCount: bytes.readUInt32LE(at.sharedDecoderCount),
    encoderCount: bytes.readUInt32LE(at.sharedEncoderCount),
    jpegCount: bytes.readUInt32LE(at.sharedJpegCount),
    ofaCount: bytes.readUInt32LE(at.sharedOfaCount),
    gpuInstanceSliceCount: bytes.readUInt32LE(at.gpuInstanceSliceCount),
    computeInstanceSliceCount: bytes.readUInt32LE(at.computeInstanceSliceCount),
    memoryBytes: memoryMiB * 2 ** 20,
  };
}

/** nvmlAccountingStats_t, of that pid. Its start is in microseconds, its time in milliseconds. */
export function decodeAccount(bytes: Buffer, pid: number): NvmlAccount {
  const at = layouts.nvmlAccountingStats_t;
  const isRunning = decodeFlag(bytes, at.isRunning);
  return {
    pid,
    peakBytes: decodeBytes(bytes, at.maxMemoryUsage),
    gpuPct: decodeU32(bytes, at.gpuUtilization),
    memoryPct: decodeU32(bytes, at.memoryUtilization),
    startedAtMs: Number(bytes.readBigUInt64LE(at.startTime)) / 1000,
    durationMs: isRunning ? null : decodeBytes(bytes, at.time),
    isRunning,
  };
}
