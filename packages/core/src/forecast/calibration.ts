/**
 * Fitted by `npm run bench:forecast -- --calibrate` on the training seeds, which prints these values.
 *
 * RANGE_LEVELS: uncalibrated probabilities at which the true time was reached in 10, 50 and 90 of 100 ranges given in
 * the last 30 minutes, every class that runs out counting alike.
 */
export const RANGE_LEVELS = { low: 0.192, mid: 0.563, high: 0.892 } as const;

/**
 * A stated probability is the uncalibrated one on the logistic scale, stretched and moved. It covers growth that ends
 * by itself too, which the range leaves out.
 */
const PROBABILITY_MAPS = {
  within600s: { moved: -0.917, stretched: 1.295 },
  within3600s: { moved: 0.454, stretched: 0.888 },
} as const;

export function calibratedRatio(raw: number, horizon: keyof typeof PROBABILITY_MAPS): number {
  const { moved, stretched } = PROBABILITY_MAPS[horizon];
  return 1 / (1 + Math.exp(-moved - stretched * logit(raw)));
}

/** Bounded, so that certainty stays finite. */
export function logit(ratio: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, ratio));
  return Math.log(inside / (1 - inside));
}
