import { fitLine, type Series } from "./straight-line.ts";
import type { Stretch } from "./timeline.ts";

/** What the cost of a line between any two ends of mean segments needs; position 0 is the start of the stretch. */
export interface Moments {
  /** Each position as an index of a sample: the start of the stretch, then the ends of its mean segments. */
  at: number[];
  /** Squared distances from their mean, of the samples of the mean segment that ends at a position. */
  levelMisfit: Float64Array;
  /** Running sums of 1, t, y, t t, t y, y y: `WIDTH` numbers a position. */
  sums: Float64Array;
}

const WIDTH = 6;

/** The stretch's own straight line is taken off first: a line's cost does not notice, and the sums stay small. */
export function momentsOf(series: Series, { start, end }: Stretch, ends: readonly number[]): Moments {
  const { atS, values } = series;
  const { middleS, mean, slope } = fitLine(series, start, end);
  const levelMisfit = new Float64Array(ends.length + 1);
  const sums = new Float64Array(WIDTH * (ends.length + 1));
  let index = start;
  let [time, value, timeTime, timeValue, valueValue] = [0, 0, 0, 0, 0];
  for (const [segment, to] of ends.entries()) {
    levelMisfit[segment + 1] = fitLine(series, index, to).levelMisfit;
    for (; index < to; index++) {
      const t = (atS[index] ?? 0) - middleS;
      const y = (values[index] ?? 0) - mean - slope * t;
      time += t;
      value += y;
      timeTime += t * t;
      timeValue += t * y;
      valueValue += y * y;
    }
    sums.set([to - start, time, value, timeTime, timeValue, valueValue], WIDTH * (segment + 1));
  }
  return { at: [start, ...ends], levelMisfit, sums };
}

/** Sum of squared distances from the best straight line through the samples between two positions. */
// Runs for every pair of positions; what counts as branches are reads of a typed array.
// oxlint-disable-next-line complexity
export function lineMisfit({ sums }: Moments, from: number, to: number): number {
  const a = WIDTH * from;
  const b = WIDTH * to;
  const count = (sums[b] ?? 0) - (sums[a] ?? 0);
  const time = (sums[b + 1] ?? 0) - (sums[a + 1] ?? 0);
  const value = (sums[b + 2] ?? 0) - (sums[a + 2] ?? 0);
  const timeTime = (sums[b + 3] ?? 0) - (sums[a + 3] ?? 0) - (time * time) / count;
  const timeValue = (sums[b + 4] ?? 0) - (sums[a + 4] ?? 0) - (time * value) / count;
  const valueValue = (sums[b + 5] ?? 0) - (sums[a + 5] ?? 0) - (value * value) / count;
  return Math.max(0, timeTime > 0 ? valueValue - (timeValue * timeValue) / timeTime : valueValue);
}
