import type { NvmlThrottleReason } from "./nvml.ts";

const ALARMING: ReadonlySet<NvmlThrottleReason> = new Set([
  "hw_slowdown",
  "sw_thermal",
  "hw_thermal",
  "hw_power_brake",
] as const);

/** Heat or failing power, not the ordinary limits of a busy or idle GPU. */
export function isAlarming(reason: NvmlThrottleReason): boolean {
  return ALARMING.has(reason);
}
