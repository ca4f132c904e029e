import type { HealthLevel } from "@vramfleet/core/memory-health";
import type { GpuMemory } from "@vramfleet/core/snapshot";
import { formatGib } from "../lib/format.ts";
import styles from "./memory-bar.module.css";

interface MemoryBarProps {
  memory: GpuMemory;
  /** Null for a sum over GPUs, which has no level of its own. */
  level: HealthLevel | null;
  size: "row" | "large";
}

/** Twenty cells of 5 %: used is solid, reserved hatched, free empty; the wider gaps are the thresholds at 80 and 90 %. */
export function MemoryBar({ memory, level, size }: MemoryBarProps) {
  const { usedBytes, totalBytes, reservedBytes } = memory;
  const reserved = reservedBytes === null ? "reserved n/a (counted in used)" : `${formatGib(reservedBytes)} reserved`;
  return (
    <div
      className={styles.bar}
      data-level={level ?? "none"}
      data-size={size}
      role="img"
      aria-label={`${formatGib(usedBytes)} GiB used, ${reserved}, ${formatGib(memory.freeBytes)} free of ${formatGib(totalBytes)}`}
    >
      <div className={styles.used} style={{ width: widthPct(usedBytes, totalBytes) }} />
      <div className={styles.reserved} style={{ width: widthPct(reservedBytes ?? 0, totalBytes) }} />
    </div>
  );
}

function widthPct(partBytes: number, totalBytes: number): string {
  return totalBytes > 0 ? `${Math.min(100, (100 * partBytes) / totalBytes).toFixed(2)}%` : "0%";
}
