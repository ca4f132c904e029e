/**
 * The cost of explaining samples by one level: the sum of squared distances from their mean. It holds running sums over
 * positions 0..length; a position is a sample, or the end of a run of equal samples. Values are taken relative to
 * `centre`, a value of the series near its mean: whole numbers stay whole, and sums stay as small as they can be.
 */
export interface SquaredError {
  /** Number of positions after the first, 0. */
  length: number;
  centre: number;
  /** Range of the centred values. */
  low: number;
  high: number;
  /** At each position: number of samples, sum and sum of squares of the centred samples before it. */
  count: Float64Array;
  sum: Float64Array;
  squareSum: Float64Array;
}

/** Equal neighbours as one: `values[i]` stands for the samples from `ends[i - 1]` (0 for the first) up to `ends[i]`. */
export interface Runs {
  values: Float64Array;
  /** Exclusive end of each run, in samples. */
  ends: Float64Array;
}

export function toRuns(samples: Float64Array): Runs {
  const values = new Float64Array(samples.length);
  const ends = new Float64Array(samples.length);
  let size = 0;
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index] ?? 0;
    if (size === 0 || value !== values[size - 1]) values[size++] = value;
    ends[size - 1] = index + 1;
  }
  return { values: values.subarray(0, size), ends: ends.subarray(0, size) };
}

/** Every sample as a run of its own, for a search that may cut between equal samples. */
export function toSingles(samples: Float64Array): Runs {
  return { values: samples, ends: Float64Array.from(samples, (_, index) => index + 1) };
}

export function squaredError(runs: Runs): SquaredError {
  const { values, ends } = runs;
  const length = values.length;
  const centre = valueNearMean(runs);
  const [count, sum, squareSum] = [
    new Float64Array(length + 1),
    new Float64Array(length + 1),
    new Float64Array(length + 1),
  ];
  let [low, high, start, total, squares] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < length; index++) {
    const end = ends[index] ?? 0;
    const value = (values[index] ?? 0) - centre;
    low = Math.min(low, value);
    high = Math.max(high, value);
    total += value * (end - start);
    squares += value * value * (end - start);
    start = end;
    count[index + 1] = end;
    sum[index + 1] = total;
    squareSum[index + 1] = squares;
  }
  return { length, centre, low, high, count, sum, squareSum };
}

/** Cost of the samples between two positions; 0 for none. */
export function costBetween(cost: SquaredError, from: number, to: number): number {
  const samples = (cost.count[to] ?? 0) - (cost.count[from] ?? 0);
  if (samples <= 0) return 0;
  const sum = (cost.sum[to] ?? 0) - (cost.sum[from] ?? 0);
  return Math.max(0, (cost.squareSum[to] ?? 0) - (cost.squareSum[from] ?? 0) - (sum * sum) / samples);
}

function valueNearMean({ values, ends }: Runs): number {
  const samples = ends.at(-1) ?? 0;
  const first = values[0] ?? 0;
  let [start, sum] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const end = ends[index] ?? 0;
    sum += (((values[index] ?? 0) - first) * (end - start)) / samples;
    start = end;
  }
  const mean = first + sum;
  let nearest = first;
  for (const value of values) if (Math.abs(value - mean) < Math.abs(nearest - mean)) nearest = value;
  return nearest;
}
