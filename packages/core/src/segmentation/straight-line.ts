/** Samples and their times, of one series; both finite, times in seconds. */
export interface Series {
  atS: Float64Array;
  values: Float64Array;
}

/** The straight line nearest to samples `start` up to `end`; through its middle, where rounding does least. */
export interface StraightLine {
  middleS: number;
  mean: number;
  /** Per second. 0 where all samples were taken at one time. */
  slope: number;
  /** Sums of squared distances from the mean, and from the line. */
  levelMisfit: number;
  lineMisfit: number;
}

export function fitLine({ atS, values }: Series, start: number, end: number): StraightLine {
  const middleS = meanOf(atS, start, end);
  const mean = meanOf(values, start, end);
  let [timeTime, timeValue, levelMisfit] = [0, 0, 0];
  for (let index = start; index < end; index++) {
    const t = (atS[index] ?? 0) - middleS;
    const y = (values[index] ?? 0) - mean;
    timeTime += t * t;
    timeValue += t * y;
    levelMisfit += y * y;
  }
  const slope = timeTime > 0 ? timeValue / timeTime : 0;
  return { middleS, mean, slope, levelMisfit, lineMisfit: Math.max(0, levelMisfit - slope * timeValue) };
}

export function meanOf(values: Float64Array, start: number, end: number): number {
  const reference = values[start] ?? 0;
  let sum = 0;
  for (let index = start; index < end; index++) sum += (values[index] ?? 0) - reference;
  return reference + sum / Math.max(1, end - start);
}
