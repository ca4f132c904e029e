/**
 * The questions to NVML of every reading: one entry says which C functions answer it (the newest first), how
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
  decodeU32,
  decodeUtilization,
} from "./decode.ts";
import { layouts, structVersion } from "./layouts.ts";
import type { Query } from "./query.ts";
import { choice, newest, number, one, text, U32, variant } from "./query-builders.ts";

const MEMORY_V1 = { out: layouts.nvmlMemory_t.size };
const MEMORY_V2 = { out: layouts.nvmlMemory_v2_t.size, version: structVersion(layouts.nvmlMemory_v2_t.size, 2) };
const TEMPERATURE_V1 = {
  out: layouts.nvmlTemperature_t.size,
  version: structVersion(layouts.nvmlTemperature_t.size, 1),
};
const PCI_INFO = { out: layouts.nvmlPciInfo_t.size };
const UTILIZATION = { out: layouts.nvmlUtilization_t.size };

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
    variant("nvmlDeviceGetMemoryInfo", [MEMORY_V1], decodeMemoryV1),
  ),
  utilization: one(variant("nvmlDeviceGetUtilizationRates", [UTILIZATION], decodeUtilization)),
  // Sensor 0, the GPU itself, is the only one there is; it is the struct's zero.
  temperatureC: newest(
    "outdated",
    variant("nvmlDeviceGetTemperatureV", [TEMPERATURE_V1], decodeTemperatureV),
    variant("nvmlDeviceGetTemperature", [{ given: 0 }, U32], decodeU32),
  ),
  powerUsageMw: number("nvmlDeviceGetPowerUsage"),
  enforcedPowerLimitMw: number("nvmlDeviceGetEnforcedPowerLimit"),
  powerLimitRangeMw: one(variant("nvmlDeviceGetPowerManagementLimitConstraints", [U32, U32], decodePowerRange)),
} as const satisfies Record<string, Query<unknown>>;

export const clockQueries = clocksOf("nvmlDeviceGetClockInfo");
export const maxClockQueries = clocksOf("nvmlDeviceGetMaxClockInfo");

function clocksOf(symbol: string): Record<NvmlClock, Query<number>> {
  const clock = (type: number) => choice(variant(symbol, [{ given: type }, U32], decodeU32));
  // nvmlClockType_t
  return { graphics: clock(0), sm: clock(1), memory: clock(2), video: clock(3) };
}
