import type { DeviceAccess } from "./device-access.ts";
import { clockQueries, deviceQueries, maxClockQueries } from "./ffi/functions.ts";
import {
  accountQuery,
  eccQuery,
  healthQueries,
  migHandleQuery,
  nvlinkQuery,
  pcieThroughputQuery,
  thresholdQuery,
} from "./ffi/health-functions.ts";
import { readMigSlots } from "./mig.ts";
import type { NvmlDevice, NvmlDeviceMemory, NvmlMemory, NvmlReading, NvmlRetiredPages } from "./nvml.ts";
import { readNvlinks } from "./nvlinks.ts";
import { NOT_SUPPORTED } from "./return-codes.ts";

export function createDevice(access: DeviceAccess, handle: bigint): NvmlDevice {
  return { ...basics(access, handle), ...health(access, handle), ...parts(access, handle) };
}

function basics(access: DeviceAccess, handle: bigint) {
  const memory = () => access.ask(deviceQueries.memory, handle);
  return {
    uuid: () => access.ask(deviceQueries.uuid, handle),
    name: () => access.ask(deviceQueries.name, handle),
    pciBusId: () => access.ask(deviceQueries.pciBusId, handle),
    architecture: () => access.ask(deviceQueries.architecture, handle),
    computeCapability: () => access.ask(deviceQueries.computeCapability, handle),
    virtualization: () => access.ask(healthQueries.virtualization, handle),
    memory,
    deviceMemory: () => deviceMemoryOf(memory()),
    processes: () => access.processes(handle),
    utilization: () => access.ask(deviceQueries.utilization, handle),
    temperatureC: () => access.ask(deviceQueries.temperatureC, handle),
    powerUsageMw: () => access.ask(deviceQueries.powerUsageMw, handle),
    enforcedPowerLimitMw: () => access.ask(deviceQueries.enforcedPowerLimitMw, handle),
    powerLimitRangeMw: () => access.ask(deviceQueries.powerLimitRangeMw, handle),
    clockMhz: (clock) => access.ask(clockQueries[clock], handle),
    maxClockMhz: (clock) => access.ask(maxClockQueries[clock], handle),
  } satisfies Partial<NvmlDevice>;
}

function health(access: DeviceAccess, handle: bigint) {
  return {
    temperatureThresholdC: (threshold) => access.ask(thresholdQuery(threshold), handle),
    totalEnergyMj: () => access.ask(healthQueries.totalEnergyMj, handle),
    throttleReasons: () => access.ask(healthQueries.throttleReasons, handle),
    performanceState: () => access.ask(healthQueries.performanceState, handle),
    fanPct: () => access.ask(healthQueries.fanPct, handle),
    fields: (names) => access.fields(handle, names),
    nvlinks: () =>
      readNvlinks(
        () => access.fields(handle, ["nvlinkCount"]).nvlinkCount,
        (link) => access.ask(nvlinkQuery(link), handle),
      ),
    eccErrorCount: (kind, period) => access.ask(eccQuery(kind, period), handle),
    retiredPages: () => readRetiredPages(access, handle),
    remappedRows: () => access.ask(healthQueries.remappedRows, handle),
    pcieThroughputKbPerS: (direction) => access.ask(pcieThroughputQuery(direction), handle),
  } satisfies Partial<NvmlDevice>;
}

function parts(access: DeviceAccess, handle: bigint) {
  const maxMigDevices = () => access.ask(healthQueries.maxMigDevices, handle);
  return {
    migMode: () => access.migMode(handle),
    maxMigDevices,
    migDevices: () => readMigSlots(access, maxMigDevices(), (slot) => access.ask(migHandleQuery(slot), handle)),
    isAccounting: () => access.ask(healthQueries.isAccounting, handle),
    accountedPids: () => access.accountedPids(handle),
    account: (pid) => access.ask(accountQuery(pid), handle),
  } satisfies Partial<NvmlDevice>;
}

/** Unified memory is the one reason for which a GPU does not support its own memory; a library without the call says 13. */
function deviceMemoryOf(memory: NvmlReading<NvmlMemory>): NvmlReading<NvmlDeviceMemory> {
  if (memory.ok) return { ok: true, value: { kind: "dedicated", ...memory.value } };
  return memory.failure.code === NOT_SUPPORTED ? { ok: true, value: { kind: "unified" } } : memory;
}

function readRetiredPages(access: DeviceAccess, handle: bigint): NvmlReading<NvmlRetiredPages> {
  const singleBit = access.retiredPageCount(handle, "singleBit");
  if (!singleBit.ok) return singleBit;
  const doubleBit = access.retiredPageCount(handle, "doubleBit");
  if (!doubleBit.ok) return doubleBit;
  const isPending = access.ask(healthQueries.retiredPagesPending, handle);
  if (!isPending.ok) return isPending;
  const [singleBitCount, doubleBitCount] = [singleBit.value, doubleBit.value];
  return { ok: true, value: { singleBitCount, doubleBitCount, isPending: isPending.value } };
}
