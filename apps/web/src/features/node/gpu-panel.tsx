import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { formatGib, formatMib } from "../../lib/format.ts";
import { formatShare } from "../../lib/format-share.ts";
import { MemoryBar } from "../../ui/memory-bar.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { GpuCondition } from "../fleet/gpu-condition.ts";
import { gpuCondition } from "../fleet/gpu-condition.ts";
import { GpuReadings } from "./gpu-readings.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import type { RangeKey } from "./history-range.ts";
import styles from "./gpu-panel.module.css";

interface GpuPanelProps {
  snapshot: Snapshot;
  gpu: GpuSnapshot;
  range: RangeKey;
  onRange: (range: RangeKey) => void;
}

/** One GPU in full: memory now, memory over time, every other reading. */
export function GpuPanel({ snapshot, gpu, range, onRange }: GpuPanelProps) {
  const condition = gpuCondition(gpu);
  return (
    <section
      className={styles.panel}
      aria-labelledby="gpu-title"
      data-testid="gpu-detail"
      data-gpu-uuid={gpu.uuid ?? ""}
      data-gpu-slot={gpu.slotIndex}
    >
      <div className={styles.main}>
        <h2 id="gpu-title" className={styles.title}>
          GPU{gpu.slotIndex} <span>{gpu.name ?? "model n/a"}</span>
        </h2>
        <MemoryNow condition={condition} />
        {gpu.uuid === null ? (
          <p className={styles.noHistory}>No history: the driver does not tell which GPU this is.</p>
        ) : (
          <HistoryPanel snapshot={snapshot} gpu={gpu} gpuUuid={gpu.uuid} range={range} onRange={onRange} />
        )}
      </div>
      <GpuReadings gpu={gpu} />
    </section>
  );
}

function MemoryNow({ condition }: { condition: GpuCondition }) {
  if (condition.kind === "trouble") {
    return (
      <p className={styles.trouble} data-mark={condition.mark} data-testid="gpu-problem">
        <StateMark kind={condition.mark} /> <strong>{condition.title}</strong>
        {condition.detail === null ? null : <span>{condition.detail}</span>}
      </p>
    );
  }
  const { memory, level, shareRatio } = condition;
  return (
    <div className={styles.now}>
      <p className={styles.held} data-level={level}>
        <StateMark kind={level} /> <strong data-testid="share">{formatShare(shareRatio)}</strong>{" "}
        <span data-testid="level">{level}</span>
      </p>
      <MemoryBar memory={memory} level={level} size="large" />
      <dl className={styles.sum}>
        <Part label="used" hook="used" bytes={memory.usedBytes} sign="" />
        <Part label="reserved" hook="reserved" bytes={memory.reservedBytes} sign="+" />
        <Part label="free" hook="free" bytes={memory.freeBytes} sign="+" />
        <Part label="total" hook="total" bytes={memory.totalBytes} sign="=" />
      </dl>
    </div>
  );
}

interface PartProps {
  label: string;
  hook: string;
  bytes: number | null;
  sign: string;
}

function Part({ label, hook, bytes, sign }: PartProps) {
  return (
    <div className={styles.part}>
      <dt>{label}</dt>
      <dd>
        <span className={styles.sign}>{sign}</span>
        <strong data-testid={hook}>{formatGib(bytes)}</strong> {bytes === null ? null : "GiB"}
      </dd>
      <dd className={styles.exact}>{bytes === null ? "counted in used" : `${formatMib(bytes)} MiB`}</dd>
    </div>
  );
}
