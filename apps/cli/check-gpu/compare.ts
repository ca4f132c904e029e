import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import type { SmiGpu, SmiNumber, SmiProcess, SmiText } from "./nvidia-smi.ts";

const MIB = 1024 * 1024;

/** nvidia-smi read just before and just after ours: an honest reading lies between the two, up to rounding. */
export interface Bracket<T> {
  before: T;
  after: T;
}

export interface Comparison {
  gpu: string;
  field: string;
  ours: string | number | null;
  smi: string;
  agrees: boolean;
}

/** Rounding of nvidia-smi's print plus what a reading moves by between two driver samples. */
const TOLERANCE: Record<SmiNumber, number> = {
  totalBytes: MIB,
  reservedBytes: 2 * MIB,
  usedBytes: 2 * MIB,
  freeBytes: 2 * MIB,
  utilPct: 10,
  memoryBusyPct: 10,
  temperatureC: 2,
  powerMw: 25_000,
  powerLimitMw: 10,
  powerMaxLimitMw: 10,
  graphicsClockMhz: 150,
  graphicsClockMaxMhz: 0,
  memoryClockMhz: 50,
  memoryClockMaxMhz: 0,
};

const numbersOf = (gpu: GpuSnapshot): Record<SmiNumber, number | null> => ({
  totalBytes: gpu.memory?.totalBytes ?? null,
  reservedBytes: gpu.memory?.reservedBytes ?? null,
  usedBytes: gpu.memory?.usedBytes ?? null,
  freeBytes: gpu.memory?.freeBytes ?? null,
  utilPct: gpu.utilPct,
  memoryBusyPct: gpu.memoryBusyPct,
  temperatureC: gpu.temperatureC,
  powerMw: gpu.powerMw,
  powerLimitMw: gpu.powerLimitMw,
  powerMaxLimitMw: gpu.powerMaxLimitMw,
  graphicsClockMhz: gpu.graphicsClockMhz,
  graphicsClockMaxMhz: gpu.graphicsClockMaxMhz,
  memoryClockMhz: gpu.memoryClockMhz,
  memoryClockMaxMhz: gpu.memoryClockMaxMhz,
});

const textsOf = (gpu: GpuSnapshot, driverVersion: string | null): Record<SmiText, string | null> => ({
  name: gpu.name,
  pciBusId: gpu.pciBusId,
  computeCapability: gpu.computeCapability,
  driverVersion,
});

/** True when ours lies between the two readings, `tolerance` to either side; nulls agree with nulls only. */
export function liesBetween(ours: number | null, bracket: Bracket<number | null>, tolerance: number): boolean {
  const { before, after } = bracket;
  if (ours === null || before === null || after === null) return ours === null && (before === null || after === null);
  return ours >= Math.min(before, after) - tolerance && ours <= Math.max(before, after) + tolerance;
}

function compareGpu(gpu: GpuSnapshot, smi: Bracket<SmiGpu>, driverVersion: string | null): Comparison[] {
  const name = `GPU${gpu.slotIndex}`;
  const texts = Object.entries(textsOf(gpu, driverVersion)).map(([field, ours]) => {
    const theirs = smi.after.texts.get(field as SmiText) ?? null;
    return { gpu: name, field, ours, smi: theirs ?? "n/a", agrees: ours === theirs };
  });
  const ours = numbersOf(gpu);
  const numbers = [...smi.before.numbers.entries()].map(([field, before]) => {
    const after = smi.after.numbers.get(field) ?? null;
    const agrees = liesBetween(ours[field], { before, after }, TOLERANCE[field]);
    return { gpu: name, field, ours: ours[field], smi: `${before ?? "n/a"}..${after ?? "n/a"}`, agrees };
  });
  return [...texts, ...numbers];
}

/** Every number of every GPU beside nvidia-smi's; a GPU that only one of the two knows is a difference. */
export function compareGpus(snapshot: Snapshot, smi: Bracket<SmiGpu[]>): Comparison[] {
  const driverVersion = snapshot.collector.state === "ok" ? snapshot.collector.driverVersion : null;
  const unknown = smi.after.filter((gpu) => !snapshot.gpus.some((ours) => ours.uuid === gpu.uuid));
  const compared = snapshot.gpus.flatMap((gpu) => {
    const before = smi.before.find((theirs) => theirs.uuid === gpu.uuid);
    const after = smi.after.find((theirs) => theirs.uuid === gpu.uuid);
    if (before === undefined || after === undefined) {
      return [{ gpu: `GPU${gpu.slotIndex}`, field: "uuid", ours: gpu.uuid, smi: "not listed", agrees: false }];
    }
    return compareGpu(gpu, { before, after }, driverVersion);
  });
  return [
    ...compared,
    ...unknown.map((gpu) => ({ gpu: gpu.uuid, field: "uuid", ours: null, smi: gpu.uuid, agrees: false })),
  ];
}

/** Memory of every process that nvidia-smi lists in both readings. */
export function compareProcesses(snapshot: Snapshot, smi: Bracket<SmiProcess[]>): Comparison[] {
  return smi.after.flatMap((after) => {
    const before = smi.before.find((row) => row.pid === after.pid && row.gpuUuid === after.gpuUuid);
    if (before === undefined) return [];
    const gpu = snapshot.gpus.find((candidate) => candidate.uuid === after.gpuUuid);
    const process = snapshot.processes.find((candidate) => candidate.pid === after.pid);
    const use = process?.gpus.find((candidate) => candidate.slotIndex === gpu?.slotIndex);
    const bracket = { before: before.usedBytes, after: after.usedBytes };
    return [
      {
        gpu: gpu === undefined ? after.gpuUuid : `GPU${gpu.slotIndex}`,
        field: `pid ${after.pid} usedBytes`,
        ours: use?.usedBytes ?? null,
        smi: `${before.usedBytes ?? "n/a"}..${after.usedBytes ?? "n/a"}`,
        agrees: use !== undefined && liesBetween(use.usedBytes, bracket, 2 * MIB),
      },
    ];
  });
}
