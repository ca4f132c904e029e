/**
 * Every question to NVML but the process lists: one entry says which C functions answer it (the newest first), how
 * they are called, and how their answer is read. A new reading is an entry here and, where needed, a decoder.
 */
import type { NvmlClock } from "../nvml.ts";
import {
  decodeArchitecture,
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
import type { Parameter, Query, Variant } from "./query.ts";

// NVML_STRUCT_VERSION: the struct's size, and its version in the top byte.
const MEMORY_V2 = { out: 40, version: 0x02000028 };
const TEMPERATURE_V1 = { out: 12, version: 0x0100000c };
const PCI_INFO = { out: 68 };
const U32 = { out: 4 };

/** nvmlClockType_t */
const clockTypes = { graphics: 0, sm: 1, memory: 2, video: 3 } as const satisfies Record<NvmlClock, number>;

export const initCalls = ["nvmlInit_v2", "nvmlInit"] as const;
export const shutdownCall = "nvmlShutdown";

export const libraryQueries = {
  driverVersion: one(text("nvmlSystemGetDriverVersion", 80)),
  nvmlVersion: one(text("nvmlSystemGetNVMLVersion", 80)),
  // The first asks libcuda, which a container may lack; the second answers without.
  cudaVersion: newest(
    "any",
    variant("nvmlSystemGetCudaDriverVersion_v2", [U32], decodeCudaVersion),
    variant("nvmlSystemGetCudaDriverVersion", [U32], decodeCudaVersion),
  ),
  deviceCount: {
    ...newest(
      "outdated",
      variant("nvmlDeviceGetCount_v2", [U32], (out) => out.readUInt32LE(0)),
      variant("nvmlDeviceGetCount", [U32], (out) => out.readUInt32LE(0)),
    ),
    scope: "library",
  },
} as const satisfies Record<string, Query<unknown>>;

export function handleQuery(slotIndex: number): Query<bigint> {
  const parameters = [{ given: slotIndex }, { out: 8 }];
  return {
    ...newest(
      "outdated",
      variant("nvmlDeviceGetHandleByIndex_v2", parameters, decodeHandle),
      variant("nvmlDeviceGetHandleByIndex", parameters, decodeHandle),
    ),
    scope: "device",
  };
}

export const deviceQueries = {
  uuid: one(text("nvmlDeviceGetUUID", 96)),
  name: one(text("nvmlDeviceGetName", 96)),
  pciBusId: newest(
    "outdated",
    variant("nvmlDeviceGetPciInfo_v3", [PCI_INFO], decodePciBusId),
    variant("nvmlDeviceGetPciInfo_v2", [PCI_INFO], decodeLegacyPciBusId),
    variant("nvmlDeviceGetPciInfo", [PCI_INFO], decodeLegacyPciBusId),
  ),
  architecture: one(variant("nvmlDeviceGetArchitecture", [U32], decodeArchitecture)),
  computeCapability: one(variant("nvmlDeviceGetCudaComputeCapability", [U32, U32], decodeComputeCapability)),
  // Some drivers export the second version and fail it with codes of every kind.
  memory: newest(
    "any",
    variant("nvmlDeviceGetMemoryInfo_v2", [MEMORY_V2], decodeMemoryV2),
    variant("nvmlDeviceGetMemoryInfo", [{ out: 24 }], decodeMemoryV1),
  ),
  utilization: one(variant("nvmlDeviceGetUtilizationRates", [{ out: 8 }], decodeUtilization)),
  // Sensor 0, the GPU itself, is the only one there is; it is the struct's zero.
  temperatureC: newest(
    "outdated",
    variant("nvmlDeviceGetTemperatureV", [TEMPERATURE_V1], decodeTemperatureV),
    variant("nvmlDeviceGetTemperature", [{ given: 0 }, U32], decodeU32),
  ),
  powerUsageMw: one(variant("nvmlDeviceGetPowerUsage", [U32], decodeU32)),
  enforcedPowerLimitMw: one(variant("nvmlDeviceGetEnforcedPowerLimit", [U32], decodeU32)),
  powerLimitRangeMw: one(variant("nvmlDeviceGetPowerManagementLimitConstraints", [U32, U32], decodePowerRange)),
} as const satisfies Record<string, Query<unknown>>;

export function clockQuery(clock: NvmlClock): Query<number> {
  return choice("nvmlDeviceGetClockInfo", clockTypes[clock]);
}

export function maxClockQuery(clock: NvmlClock): Query<number> {
  return choice("nvmlDeviceGetMaxClockInfo", clockTypes[clock]);
}

function choice(symbol: string, given: number): Query<number> {
  return { ...one(variant(symbol, [{ given }, U32], decodeU32)), hasChoice: true };
}

function one<T>(only: Variant<T>): Query<T> {
  return { variants: [only], fallBackOn: "outdated" };
}

function newest<T>(fallBackOn: "outdated" | "any", ...variants: Variant<T>[]): Query<T> {
  return { variants, fallBackOn };
}

function variant<T>(symbol: string, parameters: readonly Parameter[], decode: (out: Buffer) => T | null): Variant<T> {
  return { symbol, parameters, decode: (out) => decode(out) };
}

function text(symbol: string, bytes: number): Variant<string> {
  return variant(symbol, [{ out: bytes }, { given: bytes }], decodeText);
}
