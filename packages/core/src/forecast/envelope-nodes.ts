import { ENVELOPE_S } from "./phase-start.ts";
import type { SampleRing } from "./sample-ring.ts";
import { slidingEnvelope, type HistorySpan, type LevelAt } from "./sliding-envelope.ts";

const MOST_NODES = 72;

/** The envelope at the moments it changed, oldest first, seconds before now (negative) and shares of the capacity. */
export interface EnvelopeNodes {
  count: number;
  timeS: Float64Array;
  level: Float64Array;
  rises: number;
  falls: number;
  /** Sum of all changes, whatever their sign. */
  pathRatio: number;
  /** Usual time between two rises. */
  riseGapS: number;
}

/**
 * Peaks are what runs out, so the predictor sees the highest level of the last 150 s at the moments it changes: a
 * staircase and a sawtooth become points on their line. Long pauses are shown by points of their own.
 */
export function envelopeNodes(ring: SampleRing, span: HistorySpan, nowS: number): EnvelopeNodes {
  const steps = sinceLongPause(changes(slidingEnvelope(ring, span), nowS), span.longestDipS);
  const stats = measure(steps);
  const filled = fillPauses(steps, Math.max(stats.riseGapS, span.longestDipS, 10));
  const kept = thin(filled);
  return {
    count: kept.length,
    timeS: Float64Array.from(kept, (step) => step.timeS),
    level: Float64Array.from(kept, (step) => step.level),
    ...stats,
  };
}

function changes(steps: LevelAt[], nowS: number): LevelAt[] {
  const out: LevelAt[] = [];
  let last: number | null = null;
  for (const { timeS, level } of steps) {
    if (level !== last) out.push({ timeS: timeS - nowS, level });
    last = level;
  }
  if (last !== null) out.push({ timeS: 0, level: last });
  return out;
}

/** Growth that follows a long stillness has nothing to do with what was before it. */
function sinceLongPause(steps: LevelAt[], longestDipS: number): LevelAt[] {
  const stillS = Math.max(STILL_S, STILL_DIPS * longestDipS);
  for (let i = steps.length - 2; i > 0; i -= 1) {
    const step = steps[i];
    const before = steps[i - 1];
    if (step === undefined || before === undefined || step.timeS - before.timeS < stillS) continue;
    const { riseGapS, rises } = measure(steps.slice(i));
    if (rises < 2 || step.timeS - before.timeS < STILL_GAPS * riseGapS) continue;
    return [{ timeS: step.timeS - riseGapS, level: before.level }, ...steps.slice(i)];
  }
  return steps;
}

/** At least this long, this many times the usual time between rises, and this many times that between peaks. */
const STILL_S = 90;
const STILL_GAPS = 8;
const STILL_DIPS = 2;

function measure(steps: LevelAt[]): Pick<EnvelopeNodes, "rises" | "falls" | "pathRatio" | "riseGapS"> {
  const gaps: number[] = [];
  let falls = 0;
  let pathRatio = 0;
  let lastRiseS = steps[0]?.timeS ?? 0;
  for (let i = 1; i < steps.length; i += 1) {
    const step = steps[i];
    const before = steps[i - 1];
    if (step === undefined || before === undefined) continue;
    pathRatio += Math.abs(step.level - before.level);
    if (step.level < before.level) falls += 1;
    if (step.level <= before.level) continue;
    gaps.push(step.timeS - lastRiseS);
    lastRiseS = step.timeS;
  }
  return { rises: gaps.length, falls, pathRatio, riseGapS: usualGapS(gaps) };
}

/** Half of the gaps, and a quarter of the time, are not longer than this: rises come in clusters. */
function usualGapS(gaps: number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  const all = sorted.reduce((sum, gap) => sum + gap, 0);
  let sum = 0;
  const index = sorted.findIndex((gap, i) => {
    sum += gap;
    return 2 * (i + 1) > sorted.length && 4 * sum >= all;
  });
  return sorted[index] ?? ENVELOPE_S;
}

/** A pause longer than 2.5 usual gaps is evidence: it gets points. The last point is kept only where it ends such a pause. */
function fillPauses(steps: LevelAt[], gapS: number): LevelAt[] {
  const out: LevelAt[] = [];
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    const pauseS = before === undefined ? 0 : step.timeS - before.timeS;
    const isLast = index === steps.length - 1;
    if (before !== undefined && pauseS > 2.5 * gapS) {
      const parts = Math.min(12, Math.floor(pauseS / gapS));
      for (let k = 1; k < parts; k += 1) {
        out.push({ timeS: before.timeS + (k * pauseS) / parts, level: before.level });
      }
      if (isLast) out.push(step);
    }
    if (!isLast || index === 0) out.push(step);
  });
  return out;
}

/** Keeps what is recent close together and what is old wide apart. */
function thin(steps: LevelAt[]): LevelAt[] {
  if (steps.length <= MOST_NODES) return steps;
  const out: LevelAt[] = [];
  const oldestS = -(steps[0]?.timeS ?? 0);
  let slot = -1;
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const step = steps[i];
    if (step === undefined) continue;
    const place = Math.floor((Math.log1p(-step.timeS / SPREAD_S) / Math.log1p(oldestS / SPREAD_S)) * (MOST_NODES - 2));
    if (place === slot) continue;
    slot = place;
    out.push(step);
  }
  return out.reverse();
}

/** Below this age points lie evenly, above it ever wider apart. */
const SPREAD_S = 300;
