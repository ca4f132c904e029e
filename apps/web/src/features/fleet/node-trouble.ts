import type { NodeSummary } from "@vramfleet/core/fleet";
import { healthLevel, heldShareRatio } from "@vramfleet/core/memory-health";
import type { GpuSnapshot } from "@vramfleet/core/snapshot";

/** Coarse on purpose: a rank moves when a state does, not with every reading. 0 is worst. */
export type TroubleRank = 0 | 1 | 2 | 3;

/** 0: a GPU is critical or lost; 1: offline, no readings or a failed GPU; 2: stale or warning; 3: nothing. */
export function troubleRank(node: NodeSummary): TroubleRank {
  if (node.status === "offline") return 1;
  const worst = Math.min(3, ...node.gpus.map(gpuRank));
  if (worst === 0) return 0;
  if (worst === 1 || node.collector.state !== "ok") return 1;
  return worst === 2 || node.status === "stale" ? 2 : 3;
}

function gpuRank(gpu: GpuSnapshot): TroubleRank {
  switch (gpu.state) {
    case "lost":
      return 0;
    case "failed":
      return 1;
    case "ok": {
      const level = healthLevel(heldShareRatio(gpu.memory));
      if (level === "critical") return 0;
      return level === "warning" ? 2 : 3;
    }
  }
}

export interface HeldRank {
  rank: TroubleRank;
  /** When the node was last seen at `rank` or worse. */
  seenAtMs: number;
}

/** How long a node keeps its place after its trouble ended. */
export const RANK_HOLD_MS = 30_000;

/** Trouble shows at once; its end only after a while, so that a GPU at a threshold does not make rows jump. */
export function holdRank(held: HeldRank | undefined, rank: TroubleRank, nowMs: number): HeldRank {
  if (held === undefined || rank <= held.rank) return { rank, seenAtMs: nowMs };
  return nowMs - held.seenAtMs >= RANK_HOLD_MS ? { rank, seenAtMs: nowMs } : held;
}
