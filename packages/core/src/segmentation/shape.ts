import { driftOf, type Drift } from "./drift.ts";
import { fitLine, type Series } from "./straight-line.ts";

/** Neighbouring mean segments taken as one. */
export interface Part {
  start: number;
  /** Exclusive. */
  end: number;
  meanSegmentCount: number;
}

/** Everything the labels are decided by, measured on the samples of a part. */
export interface Shape extends Part {
  /** Turns between up and down, counted when the part was joined for its teeth. */
  reversalCount: number;
  sampleCount: number;
  durationS: number;
  mean: number;
  min: number;
  max: number;
  slope: number;
  /** The fitted line at the first and at the last sample. */
  from: number;
  to: number;
  rise: number;
  residualSd: number;
  /** Squared distance explained by the slope. */
  gain: number;
  drift: Drift | null;
}

export function shapeOf(series: Series, part: Part, reversalCount = 0): Shape {
  const { atS, values } = series;
  const { start, end } = part;
  const line = fitLine(series, start, end);
  const [startS, endS] = [atS[start] ?? 0, atS[end - 1] ?? 0];
  const at = (timeS: number) => line.mean + line.slope * (timeS - line.middleS);
  return {
    ...part,
    reversalCount,
    sampleCount: end - start,
    durationS: endS - startS,
    mean: line.mean,
    ...rangeOf(values.subarray(start, end)),
    slope: line.slope,
    from: at(startS),
    to: at(endS),
    rise: line.slope * (endS - startS),
    residualSd: Math.sqrt(line.lineMisfit / (end - start)),
    gain: line.levelMisfit - line.lineMisfit,
    drift: driftOf(values, start, end),
  };
}

function rangeOf(values: Float64Array): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}
