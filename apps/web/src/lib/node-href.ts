import type { GpuSnapshot } from "@vramfleet/core/snapshot";

type NamedGpu = Pick<GpuSnapshot, "uuid" | "slotIndex">;

/** How an address names a GPU: by uuid, or by its slot where the driver gives none. */
export function gpuParam({ uuid, slotIndex }: NamedGpu): string {
  return uuid ?? String(slotIndex);
}

/** Address of a node's page; `gpu` is the one that it shows in full. */
export function nodeHref(nodeId: string, gpu: NamedGpu | null = null): string {
  const query = new URLSearchParams({ id: nodeId });
  if (gpu !== null) query.set("gpu", gpuParam(gpu));
  return `/node?${query.toString()}`;
}
