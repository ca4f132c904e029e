import { selectInPlace } from "./order-statistic.ts";
import type { Stretch } from "./timeline.ts";

/** Steps of memory are not noise: the largest differences are left out of the estimate. */
const KEPT_SHARE = 0.95;
/** What is left of the variance of a normal variable when the 5 % farthest from its mean are cut off. */
const KEPT_VARIANCE = 0.759_058;
/** Below this share of the capacity a change is of no interest, however still the memory is. */
const FLOOR_SHARE = 0.0025;
/** Where the capacity is not known, the highest reading is taken for this share of it. */
const ASSUMED_PEAK_SHARE = 0.9;

/** The unit of noise everything is compared with, in the samples' unit, and what it was made from. */
export interface NoiseLevel {
  /** The larger of the two below. */
  sd: number;
  /** From differences of neighbouring samples. 0 on still memory. */
  measuredSd: number;
  /** 0.25 % of the capacity. */
  floorSd: number;
  capacity: number;
  /** False where the capacity was concluded from the highest reading. */
  capacityKnown: boolean;
}

/** Noise of samples that are finite; `capacity` in their unit, null where it is not known. Scales with the samples. */
export function noiseLevel(samples: Float64Array, stretches: readonly Stretch[], capacity: number | null): NoiseLevel {
  const measuredSd = sdOfDifferences(samples, stretches);
  const assumed = capacity ?? peakOf(samples) / ASSUMED_PEAK_SHARE;
  const floorSd = FLOOR_SHARE * assumed;
  return {
    sd: Math.max(measuredSd, floorSd),
    measuredSd,
    floorSd,
    capacity: assumed,
    capacityKnown: capacity !== null,
  };
}

/**
 * Root mean square of the smallest 95 % of the differences. The usual median of differences is 0 on GPU memory, which
 * stands still most of the time.
 */
function sdOfDifferences(samples: Float64Array, stretches: readonly Stretch[]): number {
  const differences = new Float64Array(samples.length);
  let size = 0;
  for (const { start, end } of stretches)
    for (let index = start + 1; index < end; index++)
      differences[size++] = Math.abs((samples[index] ?? 0) - (samples[index - 1] ?? 0));
  const kept = Math.floor(KEPT_SHARE * size);
  if (kept === 0) return 0;
  selectInPlace(differences.subarray(0, size), kept - 1);
  let squares = 0;
  for (let index = 0; index < kept; index++) squares += (differences[index] ?? 0) ** 2;
  return Math.sqrt(squares / kept / KEPT_VARIANCE / 2);
}

function peakOf(samples: Float64Array): number {
  let peak = 0;
  for (const value of samples) peak = Math.max(peak, Math.abs(value));
  return peak;
}
