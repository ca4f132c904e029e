import type { FitMixture, WeightedFit } from "./fit-mixture.ts";
import type { Aim } from "./aim.ts";
import type { GrowthShape } from "./growth-shapes.ts";
import { studentCdf } from "./student.ts";

/** Nothing is said about times beyond 30 days. */
export const FARTHEST_S = 30 * 86_400;

/** Probability that the level aimed at is reached within `horizonS`, as the fits see it (not yet calibrated). */
export function reachedWithin(mixture: FitMixture, aim: Aim, horizonS: number): number {
  let sum = 0;
  let shape: GrowthShape | null = null;
  let ahead = 0;
  for (const fit of mixture.fits) {
    // Fits of one shape lie together: its course is worked out once.
    if (fit.shape !== shape) ahead = fit.shape.ahead(horizonS);
    shape = fit.shape;
    sum += fit.weight * fitReaches(fit, mixture.evidence, { aim, horizonS, ahead });
  }
  return sum;
}

/** No curve is followed exactly: what its course ahead may be wrong by, as a share of the growth still to come. */
const MISFIT = { steady: 0.02, accelerating: 0.11, saturating: 0.11, turned: 0 } as const;

function fitReaches(fit: WeightedFit, evidence: number, goal: { aim: Aim; horizonS: number; ahead: number }): number {
  const course = goal.ahead - fit.aheadStart;
  const level = fit.start + fit.slope * course;
  const slopePart = fit.slopeSd * course;
  const { ratio, overshootRatio } = goal.aim;
  // Steps end anywhere within their own height above the aim.
  const stepPart = (overshootRatio * overshootRatio) / 3;
  const wandered = fit.levelVariance + fit.wanderPerS * (goal.horizonS - fit.lastS);
  const misfit = MISFIT[fit.shape.kind] * fit.slope * course;
  const variance = slopePart * slopePart + misfit * misfit + wandered + stepPart;
  const z = (level - ratio - overshootRatio) / Math.sqrt(Math.max(variance, 1e-18));
  return Number.isNaN(z) ? 0.5 : studentCdf(z, Math.max(2, evidence));
}

/** Halvings of the logarithm of time: within 0.1 %. */
const STEPS = 15;

/** Smallest time at which the probability is reached; null beyond the farthest time. */
export function timeAtProbability(mixture: FitMixture, aim: Aim, ratio: number): number | null {
  if (reachedWithin(mixture, aim, FARTHEST_S) < ratio) return null;
  let low = 0;
  let high = Math.log1p(FARTHEST_S);
  for (let i = 0; i < STEPS; i += 1) {
    const middle = (low + high) / 2;
    if (reachedWithin(mixture, aim, Math.expm1(middle)) < ratio) low = middle;
    else high = middle;
  }
  return Math.expm1(high);
}
