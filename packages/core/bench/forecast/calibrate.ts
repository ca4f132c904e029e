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
  events: Event[];
}

const HORIZONS_S = [600, 3_600];

/** The constants of calibration.ts, fitted on these seeds; printed for a person to copy. */
export function calibrate(seeds: readonly number[]): string {
  const points = GROWTH_CLASSES.flatMap((growthClass) => seeds.flatMap((seed) => pointsOf(growthClass, seed)));
  const levels = [0.08, 0.5, 0.92].map((ratio) => meanOverClasses(points, ratio));
  const maps = HORIZONS_S.map((horizonS, i) => {
    const knots = knotsOf(points.flatMap(({ events }) => events[i] ?? []));
    return `  within${horizonS}s: [${knots.map(([raw, hit]) => `[${raw.toFixed(4)}, ${hit.toFixed(4)}]`).join(", ")}],`;
  });
  const [low = 0, mid = 0, high = 0] = levels;
  return [
    `RANGE_LEVELS = { low: ${low.toFixed(3)}, mid: ${mid.toFixed(3)}, high: ${high.toFixed(3)} }`,
    "PROBABILITY_KNOTS = {",
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
    const { mixture, aim, agoS } = estimate;
    if (timeAtProbability(mixture, aim, 0.9) === null) return;
    const leftS = run.oomAtS === null ? Number.POSITIVE_INFINITY : run.oomAtS - atS;
    points.push({
      growthClass,
      atTruth: leftS <= JUDGED_S ? reachedWithin(mixture, aim, agoS + leftS) : null,
      events: HORIZONS_S.filter((s) => run.oomAtS !== null || atS + s < run.usedMib.length).map((horizonS) => ({
        raw: reachedWithin(mixture, aim, agoS + horizonS),
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

interface Event {
  raw: number;
  happened: boolean;
}

const EDGES = [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.999, 1.1];

/** Means of raw and true probability between the edges, made to rise throughout. */
function knotsOf(events: readonly Event[]): [raw: number, happened: number][] {
  const groups = EDGES.slice(1).map((to, i) => {
    const inside = events.filter(({ raw }) => raw >= (EDGES[i] ?? 0) && raw < to);
    const hits = inside.filter(({ happened }) => happened).length;
    return { raw: inside.reduce((sum, event) => sum + event.raw, 0), hits, count: inside.length };
  });
  const rising: typeof groups = [];
  for (const group of groups.filter(({ count }) => count > 0)) {
    let merged = group;
    for (let last = rising.at(-1); last !== undefined && falls(last, merged); last = rising.at(-1)) {
      merged = { raw: last.raw + merged.raw, hits: last.hits + merged.hits, count: last.count + merged.count };
      rising.pop();
    }
    rising.push(merged);
  }
  return rising.map(({ raw, hits, count }) => [raw / count, hits / count]);
}

interface Share {
  hits: number;
  count: number;
}

function falls(before: Share, after: Share): boolean {
  return before.hits / before.count >= after.hits / after.count;
}
