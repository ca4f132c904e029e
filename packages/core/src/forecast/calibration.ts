/**
 * Fitted by `npm run bench:forecast -- --calibrate` on the training seeds, which prints these values.
 *
 * RANGE_LEVELS: uncalibrated probabilities at which the true time was reached in 8, 50 and 92 of 100 ranges given in
 * the last 30 minutes, every class that runs out counting alike: 84 of 100 lie between low and high, so that the classes
 * it is hardest for keep their 80 (the mean of all classes alone would leave them at 75).
 */
export const RANGE_LEVELS = { low: 0.161, mid: 0.555, high: 0.91 } as const;

type Knots = readonly (readonly [rawRatio: number, trueRatio: number])[];

/**
 * What share of the uncalibrated probabilities came true, over all classes: they cover growth that ends by itself too,
 * which the range leaves out. Between the knots lie straight lines.
 */
const PROBABILITY_KNOTS: { within600s: Knots; within3600s: Knots } = {
  within600s: [
    [0.0014, 0.0001],
    [0.0327, 0.0044],
    [0.0717, 0.0104],
    [0.1432, 0.0267],
    [0.2666, 0.0721],
    [0.4205, 0.213],
    [0.5745, 0.4257],
    [0.7314, 0.6685],
    [0.8546, 0.8426],
    [0.9274, 0.9374],
    [0.9672, 0.9702],
    [0.9927, 0.9941],
    [0.9999, 0.9994],
  ],
  within3600s: [
    [0.0036, 0.004],
    [0.0335, 0.0313],
    [0.0737, 0.1276],
    [0.1505, 0.3295],
    [0.2714, 0.4073],
    [0.4225, 0.5244],
    [0.5764, 0.6718],
    [0.7332, 0.8067],
    [0.8623, 0.9206],
    [0.9274, 0.9639],
    [0.9671, 0.9765],
    [0.9921, 0.9864],
    [0.9999, 0.9969],
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
