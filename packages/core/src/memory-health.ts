import type { GpuMemory } from "./snapshot.ts";

/** Level of memory pressure on one GPU, thresholds of TELE-730. */
export type HealthLevel = "healthy" | "warning" | "critical";

/** Share of memory that cannot be allocated: (total - free) / total, 0..1. Null without a total. */
export function heldShareRatio(memory: GpuMemory | null): number | null {
  if (memory === null || memory.totalBytes <= 0) return null;
  return (memory.totalBytes - memory.freeBytes) / memory.totalBytes;
}

/** Healthy below 80 %, warning from 80 to 90 %, critical above 90 %; null where the share is unknown. */
export function healthLevel(shareRatio: number | null): HealthLevel | null {
  if (shareRatio === null) return null;
  if (shareRatio > 0.9) return "critical";
  return shareRatio >= 0.8 ? "warning" : "healthy";
}
