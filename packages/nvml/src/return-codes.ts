import type { FailureScope, NvmlFailure } from "./nvml.ts";

export interface ReturnCode {
  name: string;
  /** Of a call on a device; enumeration and opening decide for themselves. */
  scope: FailureScope;
  meaning: string;
}

export const SUCCESS = 0;
export const UNINITIALIZED = 1;
export const INVALID_ARGUMENT = 2;
export const NOT_SUPPORTED = 3;
export const NO_PERMISSION = 4;
export const NOT_FOUND = 6;
export const INSUFFICIENT_SIZE = 7;
export const DRIVER_NOT_LOADED = 9;
export const TIMEOUT = 10;
export const LIBRARY_NOT_FOUND = 12;
export const FUNCTION_NOT_FOUND = 13;
export const OPERATING_SYSTEM = 17;
export const LIB_RM_VERSION_MISMATCH = 18;
export const ARGUMENT_VERSION_MISMATCH = 25;
export const GPU_NOT_FOUND = 28;
export const UNKNOWN = 999;

const unknown: ReturnCode = { name: "UNKNOWN", scope: "field", meaning: "the driver gave no reason" };

/** nvmlReturn_t of every driver up to 610, by number. */
const returnCodes: ReadonlyMap<number, ReturnCode> = new Map([
  [SUCCESS, { name: "SUCCESS", scope: "field", meaning: "done" }],
  [UNINITIALIZED, { name: "UNINITIALIZED", scope: "library", meaning: "the library is shut down" }],
  [INVALID_ARGUMENT, { name: "INVALID_ARGUMENT", scope: "field", meaning: "an argument this driver does not know" }],
  [NOT_SUPPORTED, { name: "NOT_SUPPORTED", scope: "field", meaning: "the GPU or driver has no such reading" }],
  [NO_PERMISSION, { name: "NO_PERMISSION", scope: "field", meaning: "the user may not read this" }],
  [5, { name: "ALREADY_INITIALIZED", scope: "field", meaning: "already open" }],
  [NOT_FOUND, { name: "NOT_FOUND", scope: "field", meaning: "nothing there" }],
  [INSUFFICIENT_SIZE, { name: "INSUFFICIENT_SIZE", scope: "field", meaning: "the answer outgrew its buffer" }],
  [8, { name: "INSUFFICIENT_POWER", scope: "device", meaning: "the GPU's power cables are not all attached" }],
  [DRIVER_NOT_LOADED, { name: "DRIVER_NOT_LOADED", scope: "library", meaning: "the kernel driver is not loaded" }],
  [TIMEOUT, { name: "TIMEOUT", scope: "field", meaning: "nothing came in time" }],
  [11, { name: "IRQ_ISSUE", scope: "device", meaning: "the GPU's interrupts do not arrive" }],
  [LIBRARY_NOT_FOUND, { name: "LIBRARY_NOT_FOUND", scope: "field", meaning: "a library behind this one is missing" }],
  [FUNCTION_NOT_FOUND, { name: "FUNCTION_NOT_FOUND", scope: "field", meaning: "the driver is too old for this call" }],
  [14, { name: "CORRUPTED_INFOROM", scope: "field", meaning: "the GPU's information memory is damaged" }],
  [15, { name: "GPU_IS_LOST", scope: "device", meaning: "the GPU fell off the bus; it needs a reset or a reboot" }],
  [16, { name: "RESET_REQUIRED", scope: "device", meaning: "the GPU must be reset" }],
  [OPERATING_SYSTEM, { name: "OPERATING_SYSTEM", scope: "device", meaning: "the system, or a cgroup, blocks access" }],
  [
    LIB_RM_VERSION_MISMATCH,
    { name: "LIB_RM_VERSION_MISMATCH", scope: "library", meaning: "library and kernel driver have different versions" },
  ],
  [19, { name: "IN_USE", scope: "field", meaning: "the GPU is in use" }],
  [20, { name: "MEMORY", scope: "field", meaning: "the driver is out of memory" }],
  [21, { name: "NO_DATA", scope: "field", meaning: "no data at the moment" }],
  [22, { name: "VGPU_ECC_NOT_SUPPORTED", scope: "field", meaning: "not possible for a virtual GPU with ECC" }],
  [23, { name: "INSUFFICIENT_RESOURCES", scope: "field", meaning: "the driver lacks a resource at the moment" }],
  [24, { name: "FREQ_NOT_SUPPORTED", scope: "field", meaning: "no such frequency" }],
  [
    ARGUMENT_VERSION_MISMATCH,
    { name: "ARGUMENT_VERSION_MISMATCH", scope: "field", meaning: "the driver knows another version of this call" },
  ],
  [26, { name: "DEPRECATED", scope: "field", meaning: "the driver has given this call up" }],
  [27, { name: "NOT_READY", scope: "field", meaning: "the driver is not ready yet" }],
  [GPU_NOT_FOUND, { name: "GPU_NOT_FOUND", scope: "library", meaning: "the driver has no GPU" }],
  [29, { name: "INVALID_STATE", scope: "field", meaning: "not possible in the GPU's present state" }],
  [30, { name: "RESET_TYPE_NOT_SUPPORTED", scope: "field", meaning: "no such kind of reset" }],
  [UNKNOWN, unknown],
] satisfies [number, ReturnCode][]);

/** A code no driver had when this was written reads like 999; the caller keeps its number. */
export function describeReturnCode(code: number): ReturnCode {
  return returnCodes.get(code) ?? unknown;
}

/** @param atLeast the narrowest scope the failure can have, e.g. "device" where the handle itself was refused. */
export function failureOf(code: number, call: string, atLeast: FailureScope = "field"): NvmlFailure {
  const { name, scope } = describeReturnCode(code);
  return { code, name, call, scope: wider(scope, atLeast) };
}

function wider(a: FailureScope, b: FailureScope): FailureScope {
  const order: readonly FailureScope[] = ["field", "device", "library"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
