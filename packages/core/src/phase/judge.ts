import type { Climb, Instant } from "./climb.ts";
import { middleThreshold, type Scale } from "./scale.ts";
import { swingOf, type Swing } from "./swing.ts";
import { SCALE_RATIOS, thresholdOf } from "./thresholds.ts";
import { LEAST_MOVES, trendOf, type Trend, type TrendContext } from "./trend.ts";

/** What the samples so far speak for. */
export type Judgement = { kind: "still" } | { kind: "trend"; trend: Trend } | { kind: "swing"; swing: Swing };

export interface Surroundings {
  now: Instant;
  capacityBytes: number;
  /** For how long memory has not moved. */
  stillMs: number;
}

/** A turn cut the climb of a finer scale: for so long the coarser one is asked. */
const CUT_MS = 45_000;
const CUT_STEPS = 4;

/**
 * To and fro at the coarsest scale is volatile. Otherwise the finest scale that is not busy with to and fro says
 * whether memory goes anywhere; one that has turned a moment ago leaves it to the next.
 */
export function judge(scales: readonly Scale[], around: Surroundings): Judgement {
  const swings = scales.map((scale) => swingOf(scale, around.now, around.stillMs));
  const coarsest = swings.at(-1) ?? null;
  if (coarsest !== null) return judgeSwing(coarsest, scales.at(-1), around);
  for (const [index, scale] of scales.entries()) {
    if (swings[index] !== null) continue;
    const trend = strongest(scale, contextOf(index, around));
    if (trend !== null) return { kind: "trend", trend };
    if (!turnedLately(scale, around.now)) return { kind: "still" };
  }
  return { kind: "still" };
}

/** Of ups and downs without rhythm a few go one way by chance. */
const LEAST_MIDDLE_MOVES = 6;

/** Teeth whose middle goes one way, steadily, are a trend. */
function judgeSwing(swing: Swing, scale: Scale | undefined, around: Surroundings): Judgement {
  const context = contextOf(SCALE_RATIOS.length - 1, around);
  if (scale?.middle) {
    const threshold = middleThreshold(scale.turns, context.threshold);
    const trend = strongest(scale.middle, { ...context, threshold, leastMoves: LEAST_MIDDLE_MOVES });
    if (trend !== null) return { kind: "trend", trend };
  }
  return { kind: "swing", swing };
}

const contextOf = (index: number, { now, capacityBytes }: Surroundings): TrendContext => ({
  now,
  capacityBytes,
  leastMoves: LEAST_MOVES,
  threshold: thresholdOf(SCALE_RATIOS[index] ?? SCALE_RATIOS[0], capacityBytes),
});

function strongest(ways: { up: Climb; down: Climb }, context: TrendContext): Trend | null {
  const up = trendOf(ways.up, "growing", context);
  const down = trendOf(ways.down, "shrinking", context);
  if (up === null || down === null) return up ?? down;
  return down.freshness > up.freshness ? down : up;
}

function turnedLately({ turns }: Scale, now: Instant): boolean {
  const last = turns.at(-1);
  return last !== undefined && now.atMs - last.atMs <= Math.max(CUT_MS, CUT_STEPS * now.stepMs);
}
