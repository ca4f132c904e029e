/** NVML's numbers of the field values, and the names of what they answer. */
import type { NvmlField } from "./nvml.ts";

/** The GPU itself, and the module it is a part of: scopes of the power fields. */
const MODULE = 1;
const ALL_LINKS = 0xffffffff;

export const fieldIds = {
  memoryTemperatureC: { id: 82, scope: 0 },
  energyMj: { id: 83, scope: 0 },
  powerAverageMw: { id: 185, scope: 0 },
  powerInstantMw: { id: 186, scope: 0 },
  modulePowerAverageMw: { id: 185, scope: MODULE },
  modulePowerInstantMw: { id: 186, scope: MODULE },
  nvlinkCount: { id: 91, scope: 0 },
  nvlinkTxDataKib: { id: 138, scope: ALL_LINKS },
  nvlinkRxDataKib: { id: 139, scope: ALL_LINKS },
  nvlinkTxRawKib: { id: 140, scope: ALL_LINKS },
  nvlinkRxRawKib: { id: 141, scope: ALL_LINKS },
  remappedRowsCorrectable: { id: 142, scope: 0 },
  remappedRowsUncorrectable: { id: 143, scope: 0 },
  remapPending: { id: 144, scope: 0 },
  remapFailed: { id: 145, scope: 0 },
  shutdownMarginC: { id: 193, scope: 0 },
  slowdownMarginC: { id: 194, scope: 0 },
  memoryMaxMarginC: { id: 195, scope: 0 },
  gpuMaxMarginC: { id: 196, scope: 0 },
  pcieTxBytes: { id: 197, scope: 0 },
  pcieRxBytes: { id: 198, scope: 0 },
  recoveryAction: { id: 230, scope: 0 },
  throttledByPowerCapNs: { id: 74, scope: 0 },
  throttledBySyncBoostNs: { id: 76, scope: 0 },
  // The headers of CUDA 12.9 and 13.0 number these three 251 to 253, which drivers before and since use for other things.
  throttledBySwThermalNs: { id: 269, scope: 0 },
  throttledByHwThermalNs: { id: 270, scope: 0 },
  throttledByPowerBrakeNs: { id: 271, scope: 0 },
} as const satisfies Record<NvmlField, { id: number; scope: number }>;

export type NvmlRecoveryAction =
  "none" | "gpu_reset" | "node_reboot" | "drain_p2p" | "drain_and_reset" | "recover_imex" | "unknown";

const recoveryActions = ["none", "gpu_reset", "node_reboot", "drain_p2p", "drain_and_reset", "recover_imex"] as const;

/** @param value of the field `recoveryAction`. */
export function recoveryActionOf(value: number): NvmlRecoveryAction {
  return recoveryActions[value] ?? "unknown";
}
