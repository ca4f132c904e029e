import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import type { GpuSampleRow } from "../store/history.ts";

/**
 * The rows of a batch's GPUs; a GPU whose identity could not be read has no history.
 * A batch that is sparser than its node's interval (history thinned out before it was sent) keeps its own spacing, so that
 * the time between its samples does not look like a gap.
 */
export function sampleRows(snapshots: readonly Snapshot[]): GpuSampleRow[] {
  const spacingMs = medianSpacingMs(snapshots.map((snapshot) => snapshot.atMs));
  return snapshots.flatMap((snapshot) => {
    const intervalMs = Math.max(snapshot.intervalMs, spacingMs ?? 0);
    return snapshot.gpus.flatMap((gpu) =>
      gpu.uuid === null ? [] : [sampleRow(gpu, gpu.uuid, [snapshot.atMs, intervalMs])],
    );
  });
}

function sampleRow(gpu: GpuSnapshot, gpuUuid: string, [atMs, intervalMs]: [number, number]): GpuSampleRow {
  return {
    gpuUuid,
    atMs,
    intervalMs,
    usedBytes: gpu.memory?.usedBytes ?? null,
    reservedBytes: gpu.memory?.reservedBytes ?? null,
    freeBytes: gpu.memory?.freeBytes ?? null,
    totalBytes: gpu.memory?.totalBytes ?? null,
    utilPct: gpu.utilPct,
    memoryBusyPct: gpu.memoryBusyPct,
    temperatureC: gpu.temperatureC,
    powerMw: gpu.powerMw,
    graphicsClockMhz: gpu.graphicsClockMhz,
    memoryClockMhz: gpu.memoryClockMhz,
  };
}

/** Middle of the distances between neighbours, the lower of two; null for fewer than two instants. */
function medianSpacingMs(instantsMs: readonly number[]): number | null {
  const sorted = instantsMs.toSorted((a, b) => a - b);
  const spacingsMs = sorted.slice(1).map((atMs, position) => atMs - (sorted[position] ?? atMs));
  return spacingsMs.toSorted((a, b) => a - b)[Math.floor((spacingsMs.length - 1) / 2)] ?? null;
}
