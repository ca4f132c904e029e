/**
 * Fitted by `npm run bench:forecast -- --calibrate` on the training seeds, which prints these values.
 *
 * RANGE_LEVELS: uncalibrated probabilities at which the true time was reached in 8, 50 and 92 of 100 ranges given in
 * the last 30 minutes, every class that runs out counting alike: 84 of 100 lie between low and high, so that the classes
 * it is hardest for keep their 80 (the mean of all classes alone would leave them at 75).
 */
export const RANGE_LEVELS = { low: 0.164, mid: 0.556, high: 0.909 } as const;

type Knots = readonly (readonly [rawRatio: number, trueRatio: number])[];

/**
 * What share of the uncalibrated probabilities came true, over all classes: they cover growth that ends by itself too,
 * which the range leaves out. Between the knots lie straight lines.
 */
const PROBABILITY_KNOTS: { within600s: Knots; within3600s: Knots } = {
  within600s: [
    [0.0014, 0.0],
    [0.0327, 0.002],
    [0.072, 0.0084],
    [0.1424, 0.0215],
    [0.2662, 0.0746],
    [0.4217, 0.2182],
    [0.5742, 0.4187],
    [0.7296, 0.6638],
    [0.8558, 0.8357],
    [0.9272, 0.9286],
    [0.9668, 0.9659],
    [0.9925, 0.9944],
    [0.9999, 0.9994],
  ],
  within3600s: [
    [0.0034, 0.0041],
    [0.0338, 0.033],
    [0.0739, 0.1281],
    [0.15, 0.3215],
    [0.2703, 0.4182],
    [0.4232, 0.5187],
    [0.5777, 0.696],
    [0.732, 0.8019],
    [0.8626, 0.9209],
    [0.9274, 0.9641],
    [0.9671, 0.9774],
    [0.992, 0.9865],
    [0.9999, 0.9968],
  ],
};

export function calibratedRatio(raw: number, horizon: keyof typeof PROBABILITY_KNOTS): number {
  let [fromRaw, fromTrue] = [0, 0];
  for (const [knotRaw, knotTrue] of PROBABILITY_KNOTS[horizon]) {
    if (raw < knotRaw) return fromTrue + ((knotTrue - fromTrue) * (raw - fromRaw)) / (knotRaw - fromRaw);
    [fromRaw, fromTrue] = [knotRaw, knotTrue];
  }
  return fromTrue;
}
