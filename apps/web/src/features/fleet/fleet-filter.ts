import type { NodeSummary } from "@vramfleet/core/fleet";
import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import type { GpuSnapshot } from "@vramfleet/core/snapshot";

/** Words that must all match; empty matches everything. */
export type FilterWords = readonly string[];

export function parseFilter(text: string): FilterWords {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * The GPUs of a node to show, or null when the node does not match at all. A word matches the node (name, id, status)
 * or a GPU (name, uuid, "gpu0", state, level). Where the node alone matches, all its GPUs are shown.
 */
export function matchNode(node: NodeSummary, words: FilterWords): readonly GpuSnapshot[] | null {
  const nodeText = `${node.hostname} ${node.nodeId} ${node.status}`.toLowerCase();
  const rest = words.filter((word) => !nodeText.includes(word));
  if (rest.length === 0) return node.gpus;
  const gpus = node.gpus.filter((gpu) => {
    const text = gpuText(gpu);
    return rest.every((word) => text.includes(word));
  });
  return gpus.length === 0 ? null : gpus;
}

function gpuText(gpu: GpuSnapshot): string {
  const level = gpu.state === "ok" ? (healthLevel(heldShareRatio(gpu.memory)) ?? "n/a") : gpu.state;
  return `${gpu.name ?? ""} ${gpu.uuid ?? ""} gpu${gpu.slotIndex} ${level}`.toLowerCase();
}
