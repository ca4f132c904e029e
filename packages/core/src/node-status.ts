/** Whether a node's values are current. `stale` values are shown and marked; `offline` means it stopped reporting. */
export type NodeStatus = "live" | "stale" | "offline";

const STALE_AFTER_MS = 5_000;
const STALE_AFTER_INTERVALS = 3;
const OFFLINE_AFTER_MS = 30_000;

/** Status from the time since the hub last heard of the node, on the hub's clock. */
export function nodeStatus(silentMs: number, intervalMs: number): NodeStatus {
  if (silentMs > OFFLINE_AFTER_MS) return "offline";
  return silentMs > Math.max(STALE_AFTER_MS, STALE_AFTER_INTERVALS * intervalMs) ? "stale" : "live";
}
