import type { Query } from "./ffi/query.ts";
import type { NvmlField, NvmlMigMode, NvmlProcess, NvmlReading } from "./nvml.ts";

/** What a device needs of the generation it belongs to. */
export interface DeviceAccess {
  ask<T>(query: Query<T>, handle: bigint): NvmlReading<T>;
  migMode(handle: bigint): NvmlReading<NvmlMigMode>;
  processes(handle: bigint): NvmlReading<NvmlProcess[]>;
  fields<Name extends NvmlField>(handle: bigint, names: readonly Name[]): Record<Name, NvmlReading<number>>;
  retiredPageCount(handle: bigint, cause: "singleBit" | "doubleBit"): NvmlReading<number>;
  accountedPids(handle: bigint): NvmlReading<number[]>;
}
