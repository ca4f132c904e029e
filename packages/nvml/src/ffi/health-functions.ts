/** The questions about health, throttling, links, MIG and accounts; as in functions.ts. */
import type { NvmlAccount, NvmlEccKind, NvmlEccPeriod, NvmlTemperatureThreshold } from "../nvml.ts";
import { decodeBytes, decodeHandle, decodeU32 } from "./decode.ts";
import {
  decodeAccount,
  decodeFlag,
  decodeMigAttributes,
  decodeMigMode,
  decodePerformanceState,
  decodeRemappedRows,
  decodeThrottleReasons,
  decodeVirtualization,
} from "./decode-health.ts";
import { layouts } from "./layouts.ts";
import type { Query } from "./query.ts";
import { choice, newest, number, one, U32, U64, variant } from "./query-builders.ts";

/** nvmlTemperatureThresholds_t */
const thresholds = {
  shutdown: 0,
  slowdown: 1,
  memory_max: 2,
  gpu_max: 3,
} as const satisfies Record<NvmlTemperatureThreshold, number>;
/** nvmlMemoryErrorType_t */
const eccKinds = { corrected: 0, uncorrected: 1 } as const satisfies Record<NvmlEccKind, number>;
/** nvmlEccCounterType_t */
const eccPeriods = { volatile: 0, aggregate: 1 } as const satisfies Record<NvmlEccPeriod, number>;

export const healthQueries = {
  totalEnergyMj: one(variant("nvmlDeviceGetTotalEnergyConsumption", [U64], (out) => decodeBytes(out, 0))),
  throttleReasons: newest(
    "outdated",
    variant("nvmlDeviceGetCurrentClocksEventReasons", [U64], decodeThrottleReasons),
    variant("nvmlDeviceGetCurrentClocksThrottleReasons", [U64], decodeThrottleReasons),
  ),
  performanceState: one(variant("nvmlDeviceGetPerformanceState", [U32], decodePerformanceState)),
  fanPct: number("nvmlDeviceGetFanSpeed"),
  remappedRows: one(variant("nvmlDeviceGetRemappedRows", [U32, U32, U32, U32], decodeRemappedRows)),
  retiredPagesPending: one(variant("nvmlDeviceGetRetiredPagesPendingStatus", [U32], decodeFlag)),
  virtualization: one(variant("nvmlDeviceGetVirtualizationMode", [U32], decodeVirtualization)),
  migMode: one(variant("nvmlDeviceGetMigMode", [U32, U32], decodeMigMode)),
  maxMigDevices: number("nvmlDeviceGetMaxMigDeviceCount"),
  gpuInstanceId: number("nvmlDeviceGetGpuInstanceId"),
  computeInstanceId: number("nvmlDeviceGetComputeInstanceId"),
  migAttributes: one(
    variant("nvmlDeviceGetAttributes_v2", [{ out: layouts.nvmlDeviceAttributes_t.size }], decodeMigAttributes),
  ),
  /** Bits of nvmlEventType*. */
  eventTypes: one(variant("nvmlDeviceGetSupportedEventTypes", [U64], (out) => out.readBigUInt64LE(0))),
  isAccounting: one(variant("nvmlDeviceGetAccountingMode", [U32], decodeFlag)),
} as const satisfies Record<string, Query<unknown>>;

export function thresholdQuery(threshold: NvmlTemperatureThreshold): Query<number> {
  return choice(variant("nvmlDeviceGetTemperatureThreshold", [{ given: thresholds[threshold] }, U32], decodeU32));
}

export function eccQuery(kind: NvmlEccKind, period: NvmlEccPeriod): Query<number> {
  const given = [{ given: eccKinds[kind] }, { given: eccPeriods[period] }];
  return choice(variant("nvmlDeviceGetTotalEccErrors", [...given, U64], (out) => decodeBytes(out, 0)));
}

export function pcieThroughputQuery(direction: "tx" | "rx"): Query<number> {
  return choice(variant("nvmlDeviceGetPcieThroughput", [{ given: direction === "tx" ? 0 : 1 }, U32], decodeU32));
}

export function nvlinkQuery(link: number): Query<boolean> {
  return choice(variant("nvmlDeviceGetNvLinkState", [{ given: link }, U32], (out) => decodeFlag(out)));
}

export function migHandleQuery(migSlotIndex: number): Query<bigint> {
  return choice(variant("nvmlDeviceGetMigDeviceHandleByIndex", [{ given: migSlotIndex }, U64], decodeHandle));
}

export function accountQuery(pid: number): Query<NvmlAccount> {
  const stats = { out: layouts.nvmlAccountingStats_t.size };
  return choice(variant("nvmlDeviceGetAccountingStats", [{ given: pid }, stats], (out) => decodeAccount(out, pid)));
}
