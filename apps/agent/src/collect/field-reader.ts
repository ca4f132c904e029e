import type { NvmlFailure, NvmlReading } from "@vramfleet/nvml/nvml";
import { FUNCTION_NOT_FOUND, INVALID_ARGUMENT, NOT_SUPPORTED } from "@vramfleet/nvml/return-codes";
import { UNSUPPORTED_MS } from "./rhythm.ts";

/** Reads one GPU's fields at one instant: null for what fails, and nothing more once the device or library has failed. */
export interface FieldReader {
  read<T>(field: string, ask: () => NvmlReading<T>): T | null;
  /** The failure that ended the reading: of device or library scope. */
  failure(): NvmlFailure | null;
}

/** @param unsupportedUntilMs remembers, from one instant to the next, fields that this GPU does not have. */
export function createFieldReader(nowMs: number, unsupportedUntilMs: Map<string, number>): FieldReader {
  let failure: NvmlFailure | null = null;
  return {
    read(field, ask) {
      if (failure !== null || nowMs < (unsupportedUntilMs.get(field) ?? -Infinity)) return null;
      const reading = ask();
      if (reading.ok) return reading.value;
      const { code, scope } = reading.failure;
      // Memory takes no argument but the handle: it is the handle that went stale.
      const stale = field === "memory" && code === INVALID_ARGUMENT;
      if (stale || scope !== "field") failure = reading.failure;
      else if (code === NOT_SUPPORTED || code === FUNCTION_NOT_FOUND) {
        unsupportedUntilMs.set(field, nowMs + UNSUPPORTED_MS);
      }
      return null;
    },
    failure: () => failure,
  };
}
