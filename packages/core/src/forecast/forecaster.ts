import { calibratedRatio, RANGE_LEVELS } from "./calibration.ts";
import { createEstimator, type Estimate, type MemorySample } from "./estimator.ts";
import type { Forecast } from "./forecast.ts";
import { neverReason } from "./gates.ts";
import { reachedWithin, timeAtProbability } from "./running-out.ts";

/** One device's predictor: samples go in one at a time, a forecast can be asked for after each. */
export interface Forecaster {
  /** Wrong or repeated input (not finite, negative, older than the last) is left out; a clock set back starts anew. */
  observe(sample: MemorySample): void;
  forecast(): Forecast;
}

export function createForecaster(): Forecaster {
  const estimator = createEstimator();
  return {
    observe: (sample) => estimator.observe(sample),
    forecast: () => forecastFrom(estimator.estimate()),
  };
}

function forecastFrom(estimate: Estimate): Forecast {
  if (estimate.kind === "none") return estimate;
  const { mixture, aim, agoS, totalBytes } = estimate;
  const fromNow = (timeS: number) => Math.max(0, timeS - agoS);
  const never = { kind: "none", reason: neverReason(mixture) } as const;
  const highS = timeAtProbability(mixture, aim, RANGE_LEVELS.high);
  if (highS === null) return never;
  const midS = timeAtProbability(mixture, aim, RANGE_LEVELS.mid);
  const lowS = timeAtProbability(mixture, aim, RANGE_LEVELS.low);
  if (lowS === null || midS === null) return never;
  const within600sRatio = calibratedRatio(reachedWithin(mixture, aim, agoS + 600), "within600s");
  const within3600sRatio = calibratedRatio(reachedWithin(mixture, aim, agoS + 3_600), "within3600s");
  return {
    kind: "range",
    lowS: fromNow(lowS),
    midS: fromNow(midS),
    highS: fromNow(highS),
    within600sRatio,
    // The two are fitted apart; an hour holds the ten minutes.
    within3600sRatio: Math.max(within600sRatio, within3600sRatio),
    aimBytes: Math.round(aim.ratio * totalBytes),
  };
}
