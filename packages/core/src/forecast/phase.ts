import { ENVELOPE_S } from "./phase-start.ts";
import { USUAL_REQUEST_RATIO } from "./usual-request.ts";

/** What began a phase: the first sample, a sudden rise or fall, or samples after a gap. */
export type PhaseCause = "first" | "rise" | "fall" | "gap";

/** What has happened since the last shift; times in seconds on the tracker's own clock, levels as shares of the total. */
export interface Phase {
  cause: PhaseCause;
  fromS: number;
  /** Height of the large steps the phase climbs by; 0: it does not. */
  climbRatio: number;
  /** Highest rise above all that was seen to fit before, in one sample. */
  largestStepRatio: number;
  /** Sum of these rises, and of their squares. */
  stepSum: number;
  stepSquareSum: number;
  /** Since when the level has been above what a usual request, and the phase's own largest one, leave; null: it is not. */
  aboveUsualS: number | null;
  aboveOwnS: number | null;
  /** Longest time spent below the envelope. */
  longestDipS: number;
  /** Lowest level since the last tooth ended; null: none since. */
  lowestRatio: number | null;
  /** Depths of the two deepest teeth seen to their end, deepest first. */
  toothDepths: readonly [number, number];
}

/** Dips longer than this are teeth or noise, and not the small movement of other programs. */
const TOOTH_S = 10;

export function startPhase(cause: PhaseCause, fromS: number): Phase {
  return {
    cause,
    fromS,
    climbRatio: 0,
    largestStepRatio: 0,
    stepSum: 0,
    stepSquareSum: 0,
    aboveUsualS: null,
    aboveOwnS: null,
    longestDipS: 0,
    lowestRatio: null,
    toothDepths: [0, 0],
  };
}

/** Falls of less than this are no teeth. */
const LEAST_DEPTH = 0.01;
/** A tooth has ended when so much of its fall has been made good: the next one may be lower than the last. */
const REGAINED = 0.6;

/** Follows falls from the envelope and the way back. */
export function noteTooth(phase: Phase, envelope: number, ratio: number): void {
  const lowest = Math.min(phase.lowestRatio ?? ratio, ratio);
  const depth = envelope - lowest;
  const isOver = depth > LEAST_DEPTH && ratio - lowest > REGAINED * depth;
  phase.lowestRatio = isOver ? null : lowest;
  if (!isOver) return;
  const [first, second] = phase.toothDepths;
  phase.toothDepths = [Math.max(first, depth), Math.max(second, Math.min(first, depth))];
}

/** How long it takes until the phase's peaks are known. */
export function fillS(phase: Phase): number {
  return Math.min(ENVELOPE_S, phase.longestDipS > TOOTH_S ? 1.5 * phase.longestDipS : 0);
}

export function noteDip(phase: Phase, dipS: number): void {
  const isFirst = phase.longestDipS <= TOOTH_S && dipS > TOOTH_S;
  phase.longestDipS = Math.max(phase.longestDipS, dipS);
  // What was counted so far was the first tooth itself.
  if (isFirst) Object.assign(phase, { largestStepRatio: 0, stepSum: 0, stepSquareSum: 0 });
}

export function noteStep(phase: Phase, step: number): void {
  phase.largestStepRatio = Math.max(phase.largestStepRatio, step);
  phase.stepSum += step;
  phase.stepSquareSum += step * step;
}

/** Keeps since when the highest level of late has been in the last reaches of the board. */
export function noteTop(phase: Phase, top: number, timeS: number): void {
  const own = 1 - phase.largestStepRatio;
  phase.aboveUsualS = top < Math.min(own, 1 - USUAL_REQUEST_RATIO) ? null : (phase.aboveUsualS ?? timeS);
  phase.aboveOwnS = top < own ? null : (phase.aboveOwnS ?? timeS);
}
