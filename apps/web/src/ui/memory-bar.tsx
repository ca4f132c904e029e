import type { HealthLevel } from "@vramfleet/core/memory-health";
import type { GpuMemory } from "@vramfleet/core/snapshot";
import styles from "./memory-bar.module.css";

interface MemoryBarProps {
  memory: GpuMemory;
  /** Null for a sum over GPUs, which has no level of its own. */
  level: HealthLevel | null;
  size: "row" | "large";
}

/**
 * Twenty cells of 5 %: used is solid, reserved hatched, free empty; the wider gaps are the thresholds at 80 and 90 %.
 * The numbers stand beside it in words, so it is for the eye alone.
 */
export function MemoryBar({ memory, level, size }: MemoryBarProps) {
  const { usedBytes, totalBytes, reservedBytes } = memory;
  return (
    <div className={styles.bar} data-level={level ?? "none"} data-size={size} aria-hidden="true">
      <div className={styles.used} style={{ width: widthPct(usedBytes, totalBytes) }} />
      <div className={styles.reserved} style={{ width: widthPct(reservedBytes ?? 0, totalBytes) }} />
    </div>
  );
}

function widthPct(partBytes: number, totalBytes: number): string {
  return totalBytes > 0 ? `${Math.min(100, (100 * partBytes) / totalBytes).toFixed(2)}%` : "0%";
}
