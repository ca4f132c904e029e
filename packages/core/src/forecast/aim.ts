import type { Phase } from "./phase.ts";
import { USUAL_REQUEST_RATIO } from "./usual-request.ts";

/** Time above a level after which it is no longer expected to be the last. */
const PATIENCE_S = 300;

/** The level that must be reached. */
export interface Aim {
  ratio: number;
  /** The step that reaches it goes beyond it by this much on average. */
  overshootRatio: number;
}

export function aimOf(phase: Phase, nowS: number): Aim {
  const overshootRatio = phase.stepSum > 0 ? phase.stepSquareSum / phase.stepSum / 2 : 0;
  return { ratio: aimRatio(phase, nowS), overshootRatio };
}

/**
 * Level, as a share of the total, above which the next request does not fit. A phase that has been above it for a
 * while has no such request: then its own largest one is expected, and after that only the end of the board.
 */
function aimRatio(phase: Phase, nowS: number): number {
  const own = 1 - phase.largestStepRatio;
  const isPast = phase.aboveUsualS !== null && nowS - phase.aboveUsualS > PATIENCE_S;
  if (!isPast) return Math.min(own, 1 - USUAL_REQUEST_RATIO);
  return phase.aboveOwnS !== null && nowS - phase.aboveOwnS > PATIENCE_S ? 1 : own;
}
