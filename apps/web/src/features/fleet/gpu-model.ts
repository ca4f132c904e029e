import type { GpuSnapshot } from "@vramfleet/core/snapshot";

/** "8 × NVIDIA H200" when all GPUs of a node are of one model, null when they differ and each must name its own. */
export function sharedModel(gpus: readonly GpuSnapshot[]): string | null {
  const names = new Set(gpus.flatMap((gpu) => gpu.name ?? []));
  if (names.size > 1) return null;
  const name = [...names][0] ?? "model n/a";
  return gpus.length === 1 ? name : `${gpus.length} × ${name}`;
}
