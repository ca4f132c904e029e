import type { Rng } from "../rng.ts";

/** What the classes that run out have in common. Ratios are shares of the capacity. */
export interface GrowthPlan {
  capacityMib: number;
  lengthS: number;
  /** Growth of the peaks. */
  ratioPerMin: number;
  /** Level of the peaks before the growth begins. */
  startRatio: number;
  growsFromS: number;
}

export const RUN_LENGTH_S = 5_400;

/** A failing request is seldom small: half of the failures reported in the field left about 1 % of the board free. */
export const SMALLEST_REQUEST_RATIO = 0.01;

const CAPACITIES_GIB = [8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 80, 94, 96, 141, 180, 192] as const;

/** A share of the runs starts at any level, most of those are too slow to run out within the run. */
const ANY_START_SHARE = 0.15;

export function drawCapacityMib(rng: Rng): number {
  return rng.pick(CAPACITIES_GIB) * 1_024;
}

/** In [low, high), even on a logarithmic scale. */
export function logBetween(rng: Rng, low: number, high: number): number {
  return low * (high / low) ** rng.next();
}

/** 8 to 192 GiB, 0.02 to 4 % a minute; half of the runs are flat for up to 20 minutes first. */
export function drawPlan(rng: Rng): GrowthPlan {
  const capacityMib = drawCapacityMib(rng);
  const ratioPerMin = logBetween(rng, 0.000_2, 0.04);
  const growsFromS = rng.next() < 0.5 ? 0 : Math.round(rng.between(60, 1_200));
  const growsForS = rng.between(180, RUN_LENGTH_S - growsFromS - 60);
  const wanted = 1 - SMALLEST_REQUEST_RATIO - (ratioPerMin * growsForS) / 60;
  const anywhere = rng.between(0.05, 0.9);
  const low = rng.between(0.03, 0.3);
  const startRatio = rng.next() < ANY_START_SHARE ? anywhere : Math.max(wanted, low);
  return { capacityMib, lengthS: RUN_LENGTH_S, ratioPerMin, startRatio, growsFromS };
}

/** MiB a second. */
export function planRateMib(plan: GrowthPlan): number {
  return (plan.ratioPerMin * plan.capacityMib) / 60;
}
