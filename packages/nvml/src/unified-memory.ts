import type { NvmlProcess } from "./nvml.ts";

/**
 * What the GPU uses of unified memory: the sum over its processes, each counted once. Null where the driver gives the
 * memory of any of them not: a part is not shown as all.
 */
export function unifiedUsedBytes(processes: readonly NvmlProcess[]): number | null {
  const largest = new Map<number, number>();
  for (const { pid, usedBytes } of processes) {
    if (usedBytes === null) return null;
    largest.set(pid, Math.max(largest.get(pid) ?? 0, usedBytes));
  }
  return [...largest.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * Some drivers give unified memory the host's total as the GPU's own. No board with memory of its own comes as close
 * to its host's as 1 %, but the caller should ask only where the GPU is integrated.
 */
export function isHostTotal(totalBytes: number, hostTotalBytes: number): boolean {
  return Math.abs(totalBytes - hostTotalBytes) <= hostTotalBytes / 100;
}
