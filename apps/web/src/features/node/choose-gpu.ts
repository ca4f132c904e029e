import type { GpuSnapshot } from "@vramfleet/core/snapshot";

/** The GPU the address names, else the first that answers, else the first; null on a node without GPUs. */
export function chooseGpu(gpus: readonly GpuSnapshot[], wanted: string | null): GpuSnapshot | null {
  return (
    gpus.find((gpu) => gpu.uuid !== null && gpu.uuid === wanted) ??
    gpus.find((gpu) => String(gpu.slotIndex) === wanted) ??
    gpus.find((gpu) => gpu.state === "ok") ??
    gpus[0] ??
    null
  );
}
