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
    [0.0717, 0.0105],
    [0.1432, 0.0268],
    [0.2665, 0.0723],
    [0.4204, 0.2134],
    [0.5744, 0.4274],
    [0.7313, 0.6702],
    [0.8545, 0.8449],
    [0.9274, 0.9373],
    [0.9672, 0.9701],
    [0.9927, 0.9941],
    [0.9999, 0.9994],
  ],
  within3600s: [
    [0.0036, 0.004],
    [0.0335, 0.0313],
    [0.0737, 0.1246],
    [0.1502, 0.3191],
    [0.2719, 0.3928],
    [0.4224, 0.5236],
    [0.5763, 0.6712],
    [0.7332, 0.806],
    [0.8623, 0.9217],
    [0.9274, 0.9647],
    [0.9671, 0.977],
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
