/**
 * Sizes at which movement is looked at, finest first, as shares of the capacity. At each one movement to and fro below
 * its size is not seen; the coarsest is where to and fro is called volatile.
 */
export const SCALE_RATIOS = [0.0025, 0.005, 0.01, 0.015] as const;

/** A move is logged once it amounts to this share of the scale's size. */
const MOVE_SHARE = 0.2;
/** Devices hand out memory in pages of 2 MiB: one or two of them are never news. */
const LEAST_TURN_BYTES = 12 * 1_048_576;
const LEAST_MOVE_BYTES = 4 * 1_048_576;
/** Where the capacity is not known the highest reading is taken for this share of it. */
const ASSUMED_PEAK_SHARE = 0.9;

/** In bytes. */
export interface Threshold {
  /** Memory that comes back by this much has turned. */
  turnBytes: number;
  moveBytes: number;
}

export function thresholdOf(scaleRatio: number, capacityBytes: number): Threshold {
  const turnBytes = scaleRatio * capacityBytes;
  return {
    turnBytes: Math.max(LEAST_TURN_BYTES, turnBytes),
    moveBytes: Math.max(LEAST_MOVE_BYTES, MOVE_SHARE * turnBytes),
  };
}

export function capacityOf(totalBytes: number | null, peakBytes: number): number {
  const known = totalBytes !== null && totalBytes > 0 && totalBytes <= Number.MAX_SAFE_INTEGER;
  return known ? totalBytes : peakBytes / ASSUMED_PEAK_SHARE;
}
