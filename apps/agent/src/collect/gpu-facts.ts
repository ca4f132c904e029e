import { sanitizeText } from "@vramfleet/core/sanitize";
import type { GpuSnapshot, GpuState } from "@vramfleet/core/snapshot";
import type { NvmlDevice, NvmlReading } from "@vramfleet/nvml/nvml";
import type { FieldReader } from "./field-reader.ts";
import {
  plausibleClockMhz,
  plausibleMemory,
  plausiblePct,
  plausiblePowerMw,
  plausibleTemperatureC,
} from "./plausible.ts";

/** Which GPU it is; read once per generation of the library, and kept when the GPU is lost. */
export type GpuIdentity = Pick<GpuSnapshot, "uuid" | "name" | "pciBusId" | "architecture" | "computeCapability">;
/** What an administrator may change, or a mode: read every 10 s. */
export type SlowFacts = Pick<
  GpuSnapshot,
  "powerLimitMw" | "powerMaxLimitMw" | "graphicsClockMaxMhz" | "memoryClockMaxMhz"
>;
/** What moves: read at every tick. */
export type GpuReadings = Pick<
  GpuSnapshot,
  "memory" | "utilPct" | "memoryBusyPct" | "temperatureC" | "powerMw" | "graphicsClockMhz" | "memoryClockMhz"
>;

export const UNKNOWN_IDENTITY: GpuIdentity = {
  uuid: null,
  name: null,
  pciBusId: null,
  architecture: null,
  computeCapability: null,
};

export const NO_SLOW_FACTS: SlowFacts = {
  powerLimitMw: null,
  powerMaxLimitMw: null,
  graphicsClockMaxMhz: null,
  memoryClockMaxMhz: null,
};
const NO_READINGS: GpuReadings = {
  memory: null,
  utilPct: null,
  memoryBusyPct: null,
  temperatureC: null,
  powerMw: null,
  graphicsClockMhz: null,
  memoryClockMhz: null,
};

export function readIdentity(device: NvmlDevice, reader: FieldReader): GpuIdentity {
  const text = (field: keyof GpuIdentity, ask: () => NvmlReading<string>): string | null => {
    const value = reader.read(field, ask);
    return value === null || value === "" ? null : sanitizeText(value);
  };
  return {
    uuid: text("uuid", () => device.uuid()),
    name: text("name", () => device.name()),
    pciBusId: text("pciBusId", () => device.pciBusId()),
    architecture: text("architecture", () => device.architecture()),
    computeCapability: text("computeCapability", () => device.computeCapability()),
  };
}

export function readSlowFacts(device: NvmlDevice, reader: FieldReader): SlowFacts {
  const range = reader.read("powerLimitRange", () => device.powerLimitRangeMw());
  return {
    powerLimitMw: plausiblePowerMw(reader.read("powerLimit", () => device.enforcedPowerLimitMw())),
    powerMaxLimitMw: plausiblePowerMw(range?.maxMw ?? null),
    graphicsClockMaxMhz: plausibleClockMhz(reader.read("graphicsClockMax", () => device.maxClockMhz("graphics"))),
    memoryClockMaxMhz: plausibleClockMhz(reader.read("memoryClockMax", () => device.maxClockMhz("memory"))),
  };
}

export function readReadings(device: NvmlDevice, reader: FieldReader): GpuReadings {
  const memory = plausibleMemory(reader.read("memory", () => device.memory()));
  const utilization = reader.read("utilization", () => device.utilization());
  return {
    memory,
    utilPct: plausiblePct(utilization?.gpuPct ?? null),
    memoryBusyPct: plausiblePct(utilization?.memoryPct ?? null),
    temperatureC: plausibleTemperatureC(reader.read("temperature", () => device.temperatureC())),
    powerMw: plausiblePowerMw(reader.read("power", () => device.powerUsageMw())),
    graphicsClockMhz: plausibleClockMhz(reader.read("graphicsClock", () => device.clockMhz("graphics"))),
    memoryClockMhz: plausibleClockMhz(reader.read("memoryClock", () => device.clockMhz("memory"))),
  };
}

/** A GPU that cannot be read: it keeps its place and its name, and every reading is null. */
export function unreadGpu(
  slotIndex: number,
  identity: GpuIdentity,
  why: { state: GpuState; problem: string | null },
): GpuSnapshot {
  const { uuid, name, pciBusId, architecture, computeCapability } = identity;
  const known = { uuid, name, pciBusId, architecture, computeCapability };
  return { slotIndex, ...why, ...known, ...NO_READINGS, ...NO_SLOW_FACTS, processesAtMs: null };
}
