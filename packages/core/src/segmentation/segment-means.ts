import { ok, type Result } from "../result.ts";
import { searchByFunctionalPruning, type ChangeSearch, type SearchOptions } from "./functional-pruning.ts";
import { refuse, type SegmentationRefusal } from "./refusal.ts";
import { squaredError, toRuns, toSingles } from "./squared-error.ts";

export interface MeanSegmentation {
  /** Exclusive ends of the segments, in samples; the last is the number of samples. Empty for no samples. */
  changePoints: number[];
  /** Sum of squared distances from the segments' means, evaluated on the segments found; unit of the values, squared. */
  cost: number;
}

/** Far beyond any amount of memory in bytes, and small enough that no sum of squares overflows. */
const LARGEST_VALUE = 1e100;

/**
 * The cheapest description of the samples by levels: minimises the sum of squared distances plus `penalty` for each
 * change, with at least `minSize` samples between changes. Exact. Units are the caller's: a penalty is in the values'
 * unit squared.
 */
export function segmentMeans(
  samples: Float64Array,
  options: SearchOptions,
  search: ChangeSearch = searchByFunctionalPruning,
): Result<MeanSegmentation, SegmentationRefusal> {
  const refusal = checkOptions(options) ?? checkSamples(samples, options.minSize);
  if (refusal !== null) return refusal;
  return ok(findMeans(samples, options, search));
}

/** As `segmentMeans`, for samples and options that are known to be good. */
export function findMeans(
  samples: Float64Array,
  options: SearchOptions,
  search: ChangeSearch = searchByFunctionalPruning,
): MeanSegmentation {
  // A best cut never lies inside a run of equal samples unless a minimum length forces it there.
  const runs = options.minSize === 1 ? toRuns(samples) : toSingles(samples);
  const changePoints = search(squaredError(runs), options).map((position) => runs.ends[position - 1] ?? 0);
  return { changePoints, cost: costOfSegments(samples, changePoints) };
}

export function checkOptions({ penalty, minSize }: SearchOptions) {
  if (!Number.isFinite(penalty) || penalty < 0)
    return refuse("bad_option", `penalty is ${penalty}: expected a finite number of at least 0`);
  if (!Number.isSafeInteger(minSize) || minSize < 1)
    return refuse("bad_option", `minSize is ${minSize}: expected a whole number of at least 1`);
  return null;
}

export function checkSamples(samples: Float64Array, minSize: number) {
  const bad = firstBad(samples);
  if (bad !== -1)
    return refuse(
      "bad_sample",
      `sample ${bad} is ${samples[bad]}: expected a finite number; leave out samples that could not be read`,
    );
  if (samples.length > 0 && samples.length < minSize)
    return refuse(
      "too_few_samples",
      `${samples.length} samples are fewer than the minimum segment length of ${minSize}: record longer or lower it`,
    );
  return null;
}

function firstBad(samples: Float64Array): number {
  for (let index = 0; index < samples.length; index++)
    if (!(Math.abs(samples[index] ?? 0) <= LARGEST_VALUE)) return index;
  return -1;
}

/** From the samples themselves, each segment around its own mean: no rounding of running sums gets in. */
function costOfSegments(samples: Float64Array, changePoints: readonly number[]): number {
  let [cost, start] = [0, 0];
  for (const end of changePoints) {
    const reference = samples[start] ?? 0;
    let sum = 0;
    for (let index = start; index < end; index++) sum += (samples[index] ?? 0) - reference;
    const mean = sum / (end - start);
    let squares = 0;
    for (let index = start; index < end; index++) squares += ((samples[index] ?? 0) - reference - mean) ** 2;
    cost += squares;
    start = end;
  }
  return cost;
}
