import { logit } from "../../src/forecast/calibration.ts";
import { createEstimator } from "../../src/forecast/estimator.ts";
import { reachedWithin, timeAtProbability } from "../../src/forecast/running-out.ts";
import { GROWTH_CLASSES, OOM_CLASSES } from "../../src/synth/growth/growth-class.ts";
import { growthRun } from "../../src/synth/growth/growth-run.ts";
import { quantileOf } from "./class-score.ts";
import { JUDGED_S, MIB, STEP_S } from "./replay.ts";

interface Point {
  growthClass: string;
  /** Uncalibrated probability of having run out by the true time; null: later than 30 minutes or never. */
  atTruth: number | null;
  events: { raw: number; happened: boolean }[];
}

const HORIZONS_S = [600, 3_600];

/** The constants of calibration.ts, fitted on these seeds; printed for a person to copy. */
export function calibrate(seeds: readonly number[]): string {
  const points = GROWTH_CLASSES.flatMap((growthClass) => seeds.flatMap((seed) => pointsOf(growthClass, seed)));
  const levels = [0.1, 0.5, 0.9].map((ratio) => meanOverClasses(points, ratio));
  const maps = HORIZONS_S.map((horizonS, i) => {
    const { moved, stretched } = fitLogistic(points.flatMap(({ events }) => events[i] ?? []));
    return `  within${horizonS}s: { moved: ${moved.toFixed(3)}, stretched: ${stretched.toFixed(3)} },`;
  });
  const [low = 0, mid = 0, high = 0] = levels;
  return [
    `RANGE_LEVELS = { low: ${low.toFixed(3)}, mid: ${mid.toFixed(3)}, high: ${high.toFixed(3)} }`,
    "PROBABILITY_MAPS = {",
    ...maps,
    "}",
  ].join("\n");
}

function pointsOf(growthClass: (typeof GROWTH_CLASSES)[number], seed: number): Point[] {
  const run = growthRun(growthClass, seed);
  const estimator = createEstimator();
  const points: Point[] = [];
  run.usedMib.forEach((mib, atS) => {
    estimator.observe({ atMs: atS * 1_000, usedBytes: mib * MIB, totalBytes: run.capacityMib * MIB });
    if (atS % STEP_S !== 0 || atS === 0) return;
    const estimate = estimator.estimate();
    if (estimate.kind === "none") return;
    const { mixture, aim } = estimate;
    if (timeAtProbability(mixture, aim, 0.9) === null) return;
    const leftS = run.oomAtS === null ? Number.POSITIVE_INFINITY : run.oomAtS - atS;
    points.push({
      growthClass,
      atTruth: leftS <= JUDGED_S ? reachedWithin(mixture, aim, leftS) : null,
      events: HORIZONS_S.filter((s) => run.oomAtS !== null || atS + s < run.usedMib.length).map((horizonS) => ({
        raw: reachedWithin(mixture, aim, horizonS),
        happened: leftS <= horizonS,
      })),
    });
  });
  return points;
}

function meanOverClasses(points: readonly Point[], ratio: number): number {
  const levels = OOM_CLASSES.map((growthClass) => {
    const own = points.filter((point) => point.growthClass === growthClass);
    return (
      quantileOf(
        own.map((point) => point.atTruth).filter((value) => value !== null),
        ratio,
      ) ?? ratio
    );
  });
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

/** Logistic regression on the logistic scale of the raw probability, by gradient ascent. */
function fitLogistic(events: readonly { raw: number; happened: boolean }[]): { moved: number; stretched: number } {
  let [moved, stretched] = [0, 1];
  for (let round = 0; round < 3_000; round += 1) {
    let [up, wider] = [0, 0];
    for (const { raw, happened } of events) {
      const x = logit(raw);
      const rest = (happened ? 1 : 0) - 1 / (1 + Math.exp(-moved - stretched * x));
      up += rest;
      wider += rest * x;
    }
    moved += (2 * up) / events.length;
    stretched += (0.05 * wider) / events.length;
  }
  return { moved, stretched };
}
