import type { GpuHistory } from "@vramfleet/core/fleet";
import type Database from "better-sqlite3";
import { type BucketGrid, bucketGrid } from "./bucket-grid.ts";
import type { RangeQuery } from "./history.ts";

/** A sample stands for the time up to the next one, at most three of its intervals: the scale of "stale". */
const HOLDS_INTERVALS = 3;
/** How far before the range a sample is looked for that still stands for its beginning. */
const LOOKBACK_MS = 180_000;

const FIND_GPU = "SELECT gpu.id FROM gpu JOIN node ON node.id = gpu.node WHERE node.node_id = ? AND gpu.uuid = ?";

const COVERAGE = `
  WITH sample AS (
    SELECT at_ms, interval_ms, lead(at_ms, 1, @endMs) OVER (ORDER BY at_ms) AS next_ms
    FROM gpu_sample
    WHERE gpu = @gpu AND used_bytes IS NOT NULL AND at_ms >= @fromMs - ${LOOKBACK_MS} AND at_ms < @endMs
  )
  SELECT coalesce(sum(max(0, min(next_ms, at_ms + ${HOLDS_INTERVALS} * interval_ms) - max(at_ms, @fromMs))), 0) AS coveredMs,
    max(interval_ms) AS intervalMs
  FROM sample`;

const BUCKETS = `
  WITH bucket AS (
    SELECT CAST((at_ms - @startMs) / @stepMs AS INTEGER) AS position, max(at_ms) AS newest_ms,
      min(used_bytes) AS usedMinBytes, max(used_bytes) AS usedMaxBytes, avg(used_bytes) AS usedMeanBytes,
      avg(util_pct) AS utilMeanPct, max(temperature_c) AS temperatureMaxC, avg(power_mw) AS powerMeanMw
    FROM gpu_sample
    WHERE gpu = @gpu AND at_ms >= @startMs AND at_ms < @startMs + @stepMs * @bucketsCount
    GROUP BY position
  )
  SELECT position, usedMinBytes, usedMaxBytes, usedMeanBytes, utilMeanPct, temperatureMaxC, powerMeanMw,
    total_bytes AS totalBytes, reserved_bytes AS reservedBytes
  FROM bucket JOIN gpu_sample ON gpu_sample.gpu = @gpu AND gpu_sample.at_ms = bucket.newest_ms`;

interface BucketRow {
  position: number;
  usedMinBytes: number | null;
  usedMaxBytes: number | null;
  usedMeanBytes: number | null;
  totalBytes: number | null;
  reservedBytes: number | null;
  utilMeanPct: number | null;
  temperatureMaxC: number | null;
  powerMeanMw: number | null;
}

/**
 * Makes the query of one GPU's memory over a range. Coverage is the share of the asked time, up to now, in which a sample
 * with a memory reading stands: time before the GPU was first seen counts as not covered. An unknown GPU has no samples.
 */
export function createGpuRange(database: Database.Database): (query: RangeQuery) => GpuHistory {
  const findGpu = database.prepare<[string, string], number>(FIND_GPU).pluck();
  const readCoverage = database.prepare<[object], { coveredMs: number; intervalMs: number | null }>(COVERAGE);
  const readBuckets = database.prepare<[object], BucketRow>(BUCKETS);

  return (query) => {
    const gpu = findGpu.get(query.nodeId, query.gpuUuid);
    const endMs = Math.min(query.toMs, query.nowMs);
    const coverage = gpu === undefined ? undefined : readCoverage.get({ gpu, fromMs: query.fromMs, endMs });
    const grid = bucketGrid(query, query.maxPointsCount, coverage?.intervalMs ?? null);
    const rows = gpu === undefined ? [] : readBuckets.all({ gpu, ...grid });
    const askedMs = endMs - query.fromMs;
    const coverageRatio = askedMs <= 0 ? 0 : Math.min(1, (coverage?.coveredMs ?? 0) / askedMs);
    return { fromMs: query.fromMs, toMs: query.toMs, stepMs: grid.stepMs, ...columns(grid, rows), coverageRatio };
  };
}

function columns(grid: BucketGrid, rows: BucketRow[]) {
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  const slots = Array.from({ length: grid.bucketsCount }, (_, position) => byPosition.get(position));
  const column = (name: Exclude<keyof BucketRow, "position">) => slots.map((row) => row?.[name] ?? null);
  return {
    atMs: slots.map((_, position) => grid.startMs + position * grid.stepMs),
    usedMinBytes: column("usedMinBytes"),
    usedMaxBytes: column("usedMaxBytes"),
    usedMeanBytes: column("usedMeanBytes"),
    totalBytes: column("totalBytes"),
    reservedBytes: column("reservedBytes"),
    utilMeanPct: column("utilMeanPct"),
    temperatureMaxC: column("temperatureMaxC"),
    powerMeanMw: column("powerMeanMw"),
  };
}
