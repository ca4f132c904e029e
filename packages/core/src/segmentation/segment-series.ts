import { ok, type Result } from "../result.ts";
import { defaultPenalty, type WorkloadPreset } from "./default-penalty.ts";
import { describePhases } from "./describe-phases.ts";
import type { SearchOptions } from "./functional-pruning.ts";
import { noiseLevel, type NoiseLevel } from "./noise-level.ts";
import { refuse, type SegmentationRefusal } from "./refusal.ts";
import { checkOptions, checkSamples, findMeans, type MeanSegmentation } from "./segment-means.ts";
import type { Segment } from "./segment.ts";
import { timelineOf, type Stretch } from "./timeline.ts";

/** A recording of one GPU or process, in the order it was taken. Times may be irregular; a gap ends a segment. */
export interface MemorySamples {
  /** Seconds from any origin. */
  atS: ArrayLike<number>;
  usedBytes: ArrayLike<number>;
  /** Capacity; null where the recording does not say. */
  totalBytes: number | null;
}

export interface SegmentationOptions {
  /** Price of a change, bytes squared; left out, it follows from the data. */
  penaltySquareBytes?: number;
  /** Factor on the price that follows from the data: not used with a price of one's own. */
  preset?: WorkloadPreset;
  /** Least number of samples between changes; 1 when left out. */
  minSize?: number;
  /** `mean`: levels only. `line`, when left out: levels joined into straight lines and phases. */
  stage?: "mean" | "line";
}

export interface SeriesSegmentation {
  /** First stage: exclusive ends of levels as indices of samples, gaps included; the last is the number of samples. */
  changePoints: number[];
  /** Sum of squared distances of the samples from their levels, bytes squared. */
  costSquareBytes: number;
  penaltySquareBytes: number;
  /** Stretches recorded without a break; between two lies a gap. */
  stretches: Stretch[];
  /** In bytes. */
  noise: NoiseLevel;
  /** Tile each stretch, in order. */
  segments: Segment[];
}

/**
 * Says what memory did, from start to end of a recording. Each stretch between gaps is segmented by itself; one that is
 * shorter than `minSize` is one segment. No samples give no segments.
 */
export function segmentSeries(
  samples: MemorySamples,
  options: SegmentationOptions = {},
): Result<SeriesSegmentation, SegmentationRefusal> {
  const { minSize = 1, stage = "line", preset = "unknown" } = options;
  const values = new Float64Array(samples.usedBytes);
  const refusal = checkRecording(samples, options) ?? checkSamples(values, minSize);
  if (refusal !== null) return refusal;
  const timeline = timelineOf(new Float64Array(samples.atS));
  const noise = noiseLevel(values, timeline.stretches, samples.totalBytes);
  const penalty = options.penaltySquareBytes ?? defaultPenalty(noise.sd, values.length, preset);
  const means = timeline.stretches.map((stretch) => meansOf(values, stretch, { penalty, minSize }));
  return ok({
    changePoints: means.flatMap(({ changePoints }) => changePoints),
    costSquareBytes: means.reduce((sum, { cost }) => sum + cost, 0),
    penaltySquareBytes: penalty,
    stretches: timeline.stretches,
    noise,
    segments: describePhases({ values, timeline, noise, means, stage, penalty }),
  });
}

function checkRecording({ atS, usedBytes, totalBytes }: MemorySamples, options: SegmentationOptions) {
  const { penaltySquareBytes = 0, minSize = 1 } = options;
  if (atS.length !== usedBytes.length)
    return refuse("bad_sample", `${atS.length} times for ${usedBytes.length} readings: expected one for each`);
  for (let index = 0; index < atS.length; index++)
    if (!Number.isFinite(atS[index]))
      return refuse("bad_sample", `time of sample ${index} is ${atS[index]}: expected seconds, finite`);
  if (totalBytes !== null && !(totalBytes > 0 && Number.isFinite(totalBytes)))
    return refuse("bad_option", `totalBytes is ${totalBytes}: expected more than 0, or null where it is not known`);
  return checkOptions({ penalty: penaltySquareBytes, minSize });
}

function meansOf(values: Float64Array, { start, end }: Stretch, options: SearchOptions): MeanSegmentation {
  const minSize = Math.min(options.minSize, end - start);
  const { changePoints, cost } = findMeans(values.subarray(start, end), { ...options, minSize });
  return { changePoints: changePoints.map((end) => start + end), cost };
}
