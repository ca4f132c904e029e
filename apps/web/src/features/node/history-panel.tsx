"use client";

import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { useMemo } from "react";
import { MemoryChart } from "../../chart/memory-chart.tsx";
import { formatPct } from "../../lib/format.ts";
import { Segmented } from "../../ui/segmented.tsx";
import type { RangeKey } from "./history-range.ts";
import { HISTORY_RANGES, RANGE_OPTIONS } from "./history-range.ts";
import { coverageRatio, historySummary } from "./history-summary.ts";
import type { LiveReading } from "./live-history.ts";
import { useGpuHistory } from "./use-gpu-history.ts";
import styles from "./history-panel.module.css";

interface HistoryPanelProps {
  snapshot: Snapshot;
  gpu: GpuSnapshot;
  gpuUuid: string;
  range: RangeKey;
  onRange: (range: RangeKey) => void;
}

export function HistoryPanel({ snapshot, gpu, gpuUuid, range, onRange }: HistoryPanelProps) {
  const { atMs, intervalMs } = snapshot;
  const { memory } = gpu;
  const reading = useMemo<LiveReading | null>(
    () => (memory === null ? null : { atMs, intervalMs, ...memory }),
    [atMs, intervalMs, memory],
  );
  const { history, problem } = useGpuHistory({ nodeId: snapshot.node.nodeId, gpuUuid, range }, reading);
  const { lengthMs, words } = HISTORY_RANGES[range];
  const toMs = history?.toMs ?? atMs;
  const window = useMemo(() => ({ fromMs: toMs - lengthMs, toMs }), [toMs, lengthMs]);
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <h3>Used memory, GiB</h3>
        <Segmented label="Range of the history" name="range" options={RANGE_OPTIONS} value={range} onChange={onRange} />
      </div>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          The hub did not give this history: {problem}. It is asked again every minute.
        </p>
      )}
      {history === null ? (
        <p className={styles.waiting}>{problem === null ? "Asking the hub for the history…" : null}</p>
      ) : (
        <>
          <MemoryChart series={history} window={window} summary={historySummary(history, words)} />
          <p className={styles.legend}>
            <Key mark="mean">mean</Key>
            <Key mark="band">lowest to highest</Key>
            <Key mark="total">total</Key>
            <Key mark="gap">no samples</Key>
            <span className={styles.coverage} data-testid="coverage">
              Samples cover {formatPct(100 * coverageRatio(history, lengthMs))} of the last {words}.
            </span>
          </p>
        </>
      )}
    </div>
  );
}

function Key({ mark, children }: { mark: string; children: string }) {
  return (
    <span className={styles.key}>
      <span className={styles.swatch} data-mark={mark} aria-hidden="true" />
      {children}
    </span>
  );
}
