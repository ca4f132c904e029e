import type { GpuMemory, GpuSnapshot } from "@vramfleet/core/snapshot";
import { formatGib, formatPct, formatPower, NOT_AVAILABLE, withUnit } from "../../lib/format.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import styles from "./gpu-row.module.css";

const WHY_NOT_AVAILABLE = "The driver does not give this reading for this GPU.";
const RESERVED_UNKNOWN = "The driver does not tell reserved memory apart: it is counted in used.";

/** The numbers of one GPU, in the columns that `GpuHeads` names. */
export function GpuValues({ gpu, memory }: { gpu: GpuSnapshot; memory: GpuMemory }) {
  return (
    <dl className={styles.values}>
      <Value label="used" hook="used" text={formatGib(memory.usedBytes)} unit="GiB" />
      <Value
        label="reserved"
        hook="reserved"
        text={formatGib(memory.reservedBytes)}
        unit="GiB"
        why={RESERVED_UNKNOWN}
      />
      <Value label="free" hook="free" text={formatGib(memory.freeBytes)} unit="GiB" />
      <Value label="total" hook="total" text={formatGib(memory.totalBytes)} unit="GiB" />
      <Value label="temperature" hook="temperature" text={withUnit(gpu.temperatureC, "°C")} />
      <Value label="power of limit" hook="power" text={formatPower(gpu.powerMw, gpu.powerLimitMw)} />
      <Value label="time with at least one kernel" hook="util" text={formatPct(gpu.utilPct)} />
    </dl>
  );
}

interface ValueProps {
  label: string;
  hook: string;
  text: string;
  /** Read aloud only: the column's head shows it. */
  unit?: string;
  why?: string;
}

function Value({ label, hook, text, unit, why = WHY_NOT_AVAILABLE }: ValueProps) {
  const missing = text === NOT_AVAILABLE;
  return (
    <div className={styles.value} data-missing={missing || undefined} title={missing ? why : undefined}>
      <dt>
        <VisuallyHidden>{label}</VisuallyHidden>
      </dt>
      <dd>
        <span data-testid={hook}>{text}</span>
        <VisuallyHidden>{missing ? `: ${why}` : ` ${unit ?? ""}`}</VisuallyHidden>
      </dd>
    </div>
  );
}

/** Heads of the columns; screen readers hear each value's own label instead. */
export function GpuHeads() {
  return (
    <div className={`${styles.row} ${styles.heads}`} aria-hidden="true">
      <span className={styles.headName}>GPU</span>
      <span className={styles.headBar}>memory</span>
      <span className={styles.headHeld}>held</span>
      <div className={styles.values}>
        <span>GiB used</span>
        <span>+ reserved</span>
        <span>+ free</span>
        <span>= total</span>
        <span>temp</span>
        <span>power</span>
        <span title="Share of time with at least one kernel running">busy</span>
      </div>
    </div>
  );
}
