import { isAlive, longestPauseMs, type Climb, type Instant } from "./climb.ts";
import type { Threshold } from "./thresholds.ts";

/** Memory going one way, steadily. */
export interface Trend {
  direction: "growing" | "shrinking";
  sinceMs: number;
  /** Signed; a single step that makes up most of the way is left out. */
  rateBytesPerS: number;
  /** 0..1: the way gone, without its largest step, beside twice the least that counts. */
  strength: number;
  /** 0..1: what is left of the pause after which it is over. */
  freshness: number;
}

/** One step, or two, are no trend. */
export const LEAST_MOVES = 3;
/** Share of a turn that has to be gone besides the largest step: a step alone is a load, not growth. */
const LEAST_STEADY_SHARE = 0.75;
/** What came up in less time has to be more: small programs come and go. */
const HASTY_MS = 20_000;
const HASTY_SHARE = 1.6;
/** Single pages that come and go lead away from a level with about the root of time: for one minute. */
const WALK_BYTES = 3 * 1_048_576;
/** A full board takes longer than five days: no phase. Share of the capacity a second. */
const LEAST_RATE_RATIO_PER_S = 0.00006 / 60;
/** A step that makes up this share of the way does not belong to the rate. */
const OUTLIER_SHARE = 0.5;

export interface TrendContext {
  now: Instant;
  threshold: Threshold;
  capacityBytes: number;
  leastMoves: number;
}

/** The trend a climb has shown, or null: too little yet, too slow or over. */
export function trendOf(climb: Climb, direction: Trend["direction"], context: TrendContext): Trend | null {
  const { now, threshold, capacityBytes, leastMoves } = context;
  const { moves } = climb;
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined || moves.length < leastMoves || !isAlive(climb, now)) return null;
  const sizes = moves.map(({ bytes }) => bytes);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const largest = Math.max(...sizes);
  const rateBytesPerS = rateOf(climb);
  const steadyBytes = total - largest;
  const haste = Math.max(0, 1 - (last.atMs - first.atMs) / HASTY_MS);
  const walkBytes = WALK_BYTES * ((last.atMs - first.atMs) / 60_000) ** 0.6;
  const leastBytes = (LEAST_STEADY_SHARE + HASTY_SHARE * haste) * threshold.turnBytes + walkBytes;
  if (steadyBytes < leastBytes) return null;
  if (rateBytesPerS < LEAST_RATE_RATIO_PER_S * capacityBytes) return null;
  return {
    direction,
    sinceMs: first.atMs,
    rateBytesPerS: direction === "growing" ? rateBytesPerS : -rateBytesPerS,
    strength: Math.min(1, steadyBytes / (2 * leastBytes)),
    freshness: freshnessOf(climb, now),
  };
}

function freshnessOf(climb: Climb, now: Instant): number {
  const pauseMs = now.atMs - climb.edgeAtMs;
  return pauseMs <= 0 ? 1 : 1 - pauseMs / Math.max(2 * pauseMs, longestPauseMs(climb));
}

/** The first move belongs to an unknown time before it; a step larger than all others is not part of the pace. */
function rateOf({ moves }: Climb): number {
  const [first, last] = [moves[0], moves.at(-1)];
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  const counted = moves.slice(1).map(({ bytes }) => bytes);
  const total = counted.reduce((sum, bytes) => sum + bytes, 0);
  const largest = Math.max(...counted);
  const kept = counted.length > 1 && largest > OUTLIER_SHARE * total ? total - largest : total;
  return kept / ((last.atMs - first.atMs) / 1_000);
}
