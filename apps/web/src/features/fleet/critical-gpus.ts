import type { NodeSummary } from "@vramfleet/core/fleet";
import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import { formatShare } from "../../lib/format-share.ts";
import { compareNames } from "../../lib/natural-order.ts";

export interface CriticalGpu {
  key: string;
  nodeId: string;
  uuid: string | null;
  slotIndex: number;
  /** "node1" */
  nodeName: string;
  /** "GPU0 95%" */
  text: string;
  stale: boolean;
}

/** Every GPU above 90 % on a node that is not offline, by name and slot, so that nothing moves while shares change. */
export function criticalGpus(nodes: Iterable<NodeSummary>, names: ReadonlyMap<string, string>): CriticalGpu[] {
  const nameOf = (node: NodeSummary) => names.get(node.nodeId) ?? node.hostname;
  return [...nodes]
    .filter((node) => node.status !== "offline")
    .toSorted((left, right) => compareNames(nameOf(left), nameOf(right)))
    .flatMap((node) => criticalOf(node, nameOf(node)));
}

function criticalOf(node: NodeSummary, name: string): CriticalGpu[] {
  return node.gpus.flatMap((gpu) => {
    const share = gpu.state === "ok" ? heldShareRatio(gpu.memory) : null;
    if (healthLevel(share) !== "critical") return [];
    return {
      key: `${node.nodeId}/${gpu.uuid ?? gpu.slotIndex}`,
      nodeId: node.nodeId,
      uuid: gpu.uuid,
      slotIndex: gpu.slotIndex,
      nodeName: name,
      text: `GPU${gpu.slotIndex} ${formatShare(share)}`,
      stale: node.status === "stale",
    };
  });
}
