import type { RunScore } from "./run-score.ts";

/** One predictor on one class; null where nothing was asked. */
export interface ClassScore {
  coverageRatio: number | null;
  midOverTruthRatio: number | null;
  errorRatio: number | null;
  widthRatio: number | null;
  leadMedianS: number | null;
  leadP10S: number | null;
  missedRatio: number | null;
  falseAlarmsPerHour: number;
}

/** Value below which `ratio` of the values lie; null for none. */
export function quantileOf(values: readonly number[], ratio: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(ratio * sorted.length))] ?? null;
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export function scoreClass(runs: readonly RunScore[]): ClassScore {
  const ranges = sum(runs.map((run) => run.ranges));
  const asked = runs.filter((run) => run.isMissed !== null);
  const leads = known(runs.map((run) => run.leadS));
  return {
    coverageRatio: ranges === 0 ? null : sum(runs.map((run) => run.covered)) / ranges,
    midOverTruthRatio: quantileOf(
      runs.flatMap((run) => run.midRatios),
      0.5,
    ),
    errorRatio: quantileOf(known(runs.map((run) => run.errorRatio)), 0.5),
    widthRatio: quantileOf(known(runs.map((run) => run.widthRatio)), 0.5),
    leadMedianS: quantileOf(leads, 0.5),
    leadP10S: quantileOf(leads, 0.1),
    missedRatio: asked.length === 0 ? null : asked.filter((run) => run.isMissed).length / asked.length,
    falseAlarmsPerHour: sum(runs.map((run) => run.falseAlarms)) / sum(runs.map((run) => run.hours)),
  };
}
