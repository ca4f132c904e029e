/** What nvidia-smi prints for one GPU, in the units of a snapshot; null where it prints "[N/A]" or the like. */
export interface SmiGpu {
  uuid: string;
  texts: ReadonlyMap<SmiText, string | null>;
  numbers: ReadonlyMap<SmiNumber, number | null>;
}

export interface SmiProcess {
  pid: number;
  gpuUuid: string;
  usedBytes: number | null;
}

export type SmiText = "name" | "pciBusId" | "computeCapability" | "driverVersion";
export type SmiNumber =
  | "totalBytes"
  | "reservedBytes"
  | "usedBytes"
  | "freeBytes"
  | "utilPct"
  | "memoryBusyPct"
  | "temperatureC"
  | "powerMw"
  | "powerLimitMw"
  | "powerMaxLimitMw"
  | "graphicsClockMhz"
  | "graphicsClockMaxMhz"
  | "memoryClockMhz"
  | "memoryClockMaxMhz";

const MIB = 1024 * 1024;
const TEXTS: [SmiText, string][] = [
  ["name", "name"],
  ["pciBusId", "pci.bus_id"],
  ["computeCapability", "compute_cap"],
  ["driverVersion", "driver_version"],
];
/** Name in a snapshot, name in nvidia-smi, factor from nvidia-smi's unit. */
const NUMBERS: [SmiNumber, string, number][] = [
  ["totalBytes", "memory.total", MIB],
  ["reservedBytes", "memory.reserved", MIB],
  ["usedBytes", "memory.used", MIB],
  ["freeBytes", "memory.free", MIB],
  ["utilPct", "utilization.gpu", 1],
  ["memoryBusyPct", "utilization.memory", 1],
  ["temperatureC", "temperature.gpu", 1],
  ["powerMw", "power.draw", 1000],
  ["powerLimitMw", "enforced.power.limit", 1000],
  ["powerMaxLimitMw", "power.max_limit", 1000],
  ["graphicsClockMhz", "clocks.gr", 1],
  ["graphicsClockMaxMhz", "clocks.max.gr", 1],
  ["memoryClockMhz", "clocks.mem", 1],
  ["memoryClockMaxMhz", "clocks.max.mem", 1],
];

export const GPU_QUERY = `--query-gpu=uuid,${[...TEXTS, ...NUMBERS].map(([, name]) => name).join(",")}`;
export const PROCESS_QUERY = "--query-compute-apps=pid,gpu_uuid,used_memory";
export const FORMAT = "--format=csv,noheader,nounits";

const fieldsOf = (csv: string) =>
  csv
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.split(",").map((field) => field.trim()));

const textOf = (field: string | undefined) => (field === undefined || /^\[.*\]$|^N\/A$/.test(field) ? null : field);

function numberOf(field: string | undefined, factor: number): number | null {
  const text = textOf(field);
  const number = text === null ? Number.NaN : Number(text);
  return Number.isFinite(number) ? Math.round(number * factor) : null;
}

export function parseGpus(csv: string): SmiGpu[] {
  return fieldsOf(csv).map(([uuid, ...fields]) => ({
    uuid: uuid ?? "",
    texts: new Map(TEXTS.map(([key], index) => [key, textOf(fields[index])])),
    numbers: new Map(NUMBERS.map(([key, , factor], index) => [key, numberOf(fields[TEXTS.length + index], factor)])),
  }));
}

export function parseProcesses(csv: string): SmiProcess[] {
  return fieldsOf(csv).map(([pid, gpuUuid, used]) => ({
    pid: Number(pid),
    gpuUuid: gpuUuid ?? "",
    usedBytes: numberOf(used, MIB),
  }));
}
