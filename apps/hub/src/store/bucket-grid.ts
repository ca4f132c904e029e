export interface BucketGrid {
  /** Start of the first bucket: a multiple of the step, so that a page that asks again gets the same buckets. */
  startMs: number;
  stepMs: number;
  bucketsCount: number;
}

/** A bucket as long as the samples are apart would often be empty when they come a little late. */
const LATENESS_FACTOR = 1.25;

/**
 * Buckets of equal length that contain the whole range, at most `maxPointsCount`, and none shorter than the samples are
 * apart: a chart of a slow node has no false holes.
 */
export function bucketGrid(
  range: { fromMs: number; toMs: number },
  maxPointsCount: number,
  sampleIntervalMs: number | null,
): BucketGrid {
  const lengthMs = range.toMs - range.fromMs;
  // Aligned buckets reach over both ends of the range, which costs one more than the length alone asks for.
  const aligns = maxPointsCount > 1;
  const fittingMs = Math.ceil(lengthMs / Math.max(1, aligns ? maxPointsCount - 1 : 1));
  const stepMs = Math.max(1, fittingMs, Math.ceil((sampleIntervalMs ?? 0) * LATENESS_FACTOR));
  const startMs = aligns ? Math.floor(range.fromMs / stepMs) * stepMs : range.fromMs;
  return { startMs, stepMs, bucketsCount: Math.max(1, Math.ceil((range.toMs - startMs) / stepMs)) };
}
