import { clockQuery, deviceQueries, maxClockQuery } from "./ffi/functions.ts";
import type { Query } from "./ffi/query.ts";
import type { NvmlDevice, NvmlProcess, NvmlReading } from "./nvml.ts";

/** What a device needs of the generation it belongs to. */
export interface DeviceAccess {
  ask<T>(query: Query<T>, handle: bigint): NvmlReading<T>;
  processes(handle: bigint): NvmlReading<NvmlProcess[]>;
}

export function createDevice(access: DeviceAccess, handle: bigint): NvmlDevice {
  return {
    uuid: () => access.ask(deviceQueries.uuid, handle),
    name: () => access.ask(deviceQueries.name, handle),
    pciBusId: () => access.ask(deviceQueries.pciBusId, handle),
    architecture: () => access.ask(deviceQueries.architecture, handle),
    computeCapability: () => access.ask(deviceQueries.computeCapability, handle),
    memory: () => access.ask(deviceQueries.memory, handle),
    processes: () => access.processes(handle),
    utilization: () => access.ask(deviceQueries.utilization, handle),
    temperatureC: () => access.ask(deviceQueries.temperatureC, handle),
    powerUsageMw: () => access.ask(deviceQueries.powerUsageMw, handle),
    enforcedPowerLimitMw: () => access.ask(deviceQueries.enforcedPowerLimitMw, handle),
    powerLimitRangeMw: () => access.ask(deviceQueries.powerLimitRangeMw, handle),
    clockMhz: (clock) => access.ask(clockQuery(clock), handle),
    maxClockMhz: (clock) => access.ask(maxClockQuery(clock), handle),
  };
}
