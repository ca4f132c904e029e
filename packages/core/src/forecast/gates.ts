import type { EnvelopeNodes } from "./envelope-nodes.ts";
import type { FitMixture, WeightedFit } from "./fit-mixture.ts";
import type { NoForecastReason } from "./forecast.ts";
import { ENVELOPE_S } from "./phase-start.ts";
import { fillS, type Phase } from "./phase.ts";
import type { HistorySpan } from "./sliding-envelope.ts";
import { normalCdf } from "./student.ts";

/** Nothing is said on less history. */
const SHORTEST_HISTORY_S = 90;
/** Teeth to be seen after the first. */
const LEAST_TEETH = 3;
const FEWEST_RISES = 3;
/** The two largest rises may make this share of all rises. */
const MOST_BY_TWO = 0.75;
/** Net change as a share of the way gone: below it the movement is to and fro. */
const LEAST_DIRECTION = 0.25;
/** A first tooth may be this deep, and later ones so much deeper than the deepest. */
const DEEPEST_FIRST_TOOTH = 0.2;
const DEEPER = 1.5;
/** A growth may always have ended just now: most doubt with that, and among the fits that see one steady course. */
const MOST_DOUBT = 0.06;
const MOST_DOUBT_WHOLE = 0.02;

/** Where the envelope begins to be one: teeth need to have been seen before their peaks are known. */
export function historySpan(phase: Phase): HistorySpan {
  const { fromS, longestDipS } = phase;
  return { phaseFromS: fromS, fromS: fromS + fillS(phase), longestDipS: Math.min(ENVELOPE_S, longestDipS) };
}

/** Peaks that are far apart need a longer look. */
export function isTooShort(phase: Phase, nowS: number): boolean {
  const seenS = nowS - phase.fromS - fillS(phase);
  const needS = Math.max(SHORTEST_HISTORY_S / 2, LEAST_TEETH * Math.min(ENVELOPE_S, phase.longestDipS));
  return nowS - phase.fromS < SHORTEST_HISTORY_S || seenS < needS;
}

export function waitReason(phase: Phase): NoForecastReason {
  switch (phase.cause) {
    case "rise":
      return "start-up";
    case "fall":
      return "release";
    case "gap":
      return "gap";
    case "first":
      return "too-few-data";
  }
}

/**
 * A fall far deeper than any tooth the phase has shown is its end (a job that ended or crashed): said at once, not only
 * when the time that teeth may take is over.
 */
export function hasReleased(phase: Phase, fallRatio: number): boolean {
  return fallRatio > Math.max(DEEPEST_FIRST_TOOTH, DEEPER * phase.toothDepths[0]);
}

/** Reasons that need no fit. */
export function movementReason(nodes: EnvelopeNodes): NoForecastReason | null {
  const net = (nodes.level[nodes.count - 1] ?? 0) - (nodes.level[0] ?? 0);
  if (nodes.falls > 0 && net < LEAST_DIRECTION * nodes.pathRatio) return "volatile";
  if (net <= 0 || nodes.rises < FEWEST_RISES) return "no-drift";
  return areJumps(nodes) ? "jumps" : null;
}

function areJumps(nodes: EnvelopeNodes): boolean {
  let [first, second, all] = [0, 0, 0];
  for (let i = 1; i < nodes.count; i += 1) {
    const rise = Math.max(0, (nodes.level[i] ?? 0) - (nodes.level[i - 1] ?? 0));
    second = Math.max(second, Math.min(first, rise));
    first = Math.max(first, rise);
    all += rise;
  }
  return first + second > MOST_BY_TWO * all;
}

/** Whether the slope ahead is surely upward, over all fits and over those that see one steady course. */
export function driftReason(mixture: FitMixture): NoForecastReason | null {
  const doubt = doubtOf(mixture.fits);
  const whole = doubtOf(mixture.fits.filter((fit) => fit.shape.kind === "steady"));
  return doubt < MOST_DOUBT && whole < MOST_DOUBT_WHOLE ? null : "no-drift";
}

/** Probability that there is no growth, as the fits see it. */
function doubtOf(fits: readonly WeightedFit[]): number {
  let downward = 0;
  let all = 0;
  for (const fit of fits) {
    downward += fit.weight * normalCdf(-fit.slope / fit.slopeSd);
    all += fit.weight;
  }
  return all > 0 ? downward / all : 0;
}

/** Where the middle is never reached: growth that dies away first, or is too slow to say. */
export function neverReason(mixture: FitMixture): NoForecastReason {
  let dying = 0;
  for (const fit of mixture.fits) if (fit.shape.kind === "saturating") dying += fit.weight;
  return dying > 0.25 ? "saturating" : "too-far";
}
