import type { GpuHistory } from "@vramfleet/core/fleet";

/** Memory over time in buckets; arrays are parallel to `atMs`, the start of each bucket. */
export interface MemoryHistory {
  /** Up to when it is known, whether or not there are samples: an offline node's history ends in a gap. */
  toMs: number;
  stepMs: number;
  atMs: number[];
  minBytes: (number | null)[];
  maxBytes: (number | null)[];
  meanBytes: (number | null)[];
  totalBytes: (number | null)[];
  reservedBytes: (number | null)[];
}

export interface LiveReading {
  atMs: number;
  /** The node's sampling interval: how many samples a bucket already holds is reckoned from it. */
  intervalMs: number;
  usedBytes: number;
  totalBytes: number;
  reservedBytes: number | null;
}

export function toMemoryHistory(history: GpuHistory): MemoryHistory {
  return {
    toMs: history.toMs,
    stepMs: history.stepMs,
    atMs: history.atMs,
    minBytes: history.usedMinBytes,
    maxBytes: history.usedMaxBytes,
    meanBytes: history.usedMeanBytes,
    totalBytes: history.totalBytes,
    reservedBytes: history.reservedBytes,
  };
}

/**
 * Adds what was just read, so that the chart goes on between two answers of the hub. Buckets without a reading are added
 * empty, those older than the range leave. A reading older than the newest bucket is known already and changes nothing.
 */
export function appendReading(history: MemoryHistory, reading: LiveReading, lengthMs: number): MemoryHistory {
  const { stepMs } = history;
  const bucketAtMs = Math.floor(reading.atMs / stepMs) * stepMs;
  const lastAtMs = history.atMs.at(-1) ?? bucketAtMs - stepMs;
  if (bucketAtMs < lastAtMs) return history;
  const firstEmptyMs = Math.max(lastAtMs + stepMs, bucketAtMs - lengthMs);
  const grown = copyFrom(history, reading.atMs - lengthMs - stepMs);
  for (let atMs = firstEmptyMs; atMs <= bucketAtMs; atMs += stepMs) pushEmpty(grown, atMs);
  mergeIntoLast(grown, reading);
  grown.toMs = Math.max(history.toMs, reading.atMs);
  return grown;
}

function copyFrom(history: MemoryHistory, fromMs: number): MemoryHistory {
  const found = history.atMs.findIndex((atMs) => atMs >= fromMs);
  const start = found === -1 ? history.atMs.length : found;
  return {
    toMs: history.toMs,
    stepMs: history.stepMs,
    atMs: history.atMs.slice(start),
    minBytes: history.minBytes.slice(start),
    maxBytes: history.maxBytes.slice(start),
    meanBytes: history.meanBytes.slice(start),
    totalBytes: history.totalBytes.slice(start),
    reservedBytes: history.reservedBytes.slice(start),
  };
}

function pushEmpty(history: MemoryHistory, atMs: number): void {
  history.atMs.push(atMs);
  for (const series of [history.minBytes, history.maxBytes, history.meanBytes]) series.push(null);
  history.totalBytes.push(null);
  history.reservedBytes.push(null);
}

function mergeIntoLast(history: MemoryHistory, reading: LiveReading): void {
  const last = history.atMs.length - 1;
  const { usedBytes } = reading;
  const elapsedMs = reading.atMs - (history.atMs[last] ?? reading.atMs);
  const samplesBefore = Math.max(1, Math.round(elapsedMs / reading.intervalMs));
  const mean = history.meanBytes[last] ?? null;
  history.minBytes[last] = Math.min(history.minBytes[last] ?? usedBytes, usedBytes);
  history.maxBytes[last] = Math.max(history.maxBytes[last] ?? usedBytes, usedBytes);
  history.meanBytes[last] = mean === null ? usedBytes : mean + (usedBytes - mean) / (samplesBefore + 1);
  history.totalBytes[last] = reading.totalBytes;
  history.reservedBytes[last] = reading.reservedBytes;
}
