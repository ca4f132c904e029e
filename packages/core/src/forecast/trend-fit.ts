import type { EnvelopeNodes } from "./envelope-nodes.ts";
import type { GrowthShape } from "./growth-shapes.ts";
import type { NoiseFilter } from "./noise-filter.ts";

/** One course under one kind of noise, fitted; levels are shares of the capacity, times seconds after now. */
export interface TrendFit {
  shape: GrowthShape;
  /** Slope now, per second, and its standard deviation. */
  slope: number;
  slopeSd: number;
  /** Level expected at t: start + slope * (ahead(t) - aheadStart). */
  start: number;
  aheadStart: number;
  /** Variance of the level at the last point, and what it gains per second. */
  levelVariance: number;
  wanderPerS: number;
  lastS: number;
  /** Natural logarithm of the weight this fit deserves, up to a constant. */
  logWeight: number;
}

/** Whitened levels under one kind of noise, with what the fits share. */
export interface WhiteLevels {
  filter: NoiseFilter;
  surprises: Float64Array;
  endLevel: number;
  /** Sum of squares that rounding alone explains. */
  floor: number;
  /** Points worth of evidence: fewer where a few jumps make all of the movement. */
  evidence: number;
}

/** A slope before seeing data: 2 % of the capacity a minute either way. */
const SLOPE_SCALE = 0.02 / 60;

interface Sums {
  aa: number;
  ab: number;
  bb: number;
  ay: number;
  by: number;
  yy: number;
}

/** A shape's values at the points. */
export interface Course {
  shape: GrowthShape;
  ahead: Float64Array;
  behind: Float64Array | null;
  /** Room to work in; shared by all courses. */
  scratch: { ahead: Float64Array; behind: Float64Array };
}

export function coursesOf(nodes: EnvelopeNodes, shapes: readonly GrowthShape[]): Course[] {
  const times = nodes.timeS;
  const scratch = { ahead: new Float64Array(nodes.count), behind: new Float64Array(nodes.count) };
  // A turn that fewer than five points follow cannot be told from chance.
  const latestTurnS = -(times[nodes.count - 5] ?? 0);
  return shapes
    .filter((shape) => shape.behind === null || shape.turnS > latestTurnS)
    .map((shape) => ({
      shape,
      ahead: times.map((t) => shape.ahead(t)),
      behind: shape.behind === null ? null : times.map(shape.behind),
      scratch,
    }));
}

/** Least squares of the surprises on the whitened course; null when the course is flat over the points. */
export function fitTrend(nodes: EnvelopeNodes, levels: WhiteLevels, course: Course): TrendFit | null {
  const { shape, behind, scratch } = course;
  const { filter } = levels;
  const aheadStart = filter.whiten(course.ahead, scratch.ahead);
  const behindEnd = behind === null ? 0 : filter.whiten(behind, scratch.behind);
  const sums = sumUp(levels.surprises, scratch.ahead, behind === null ? null : scratch.behind);
  const points = nodes.count - 1;
  const solution = solve(sums, { freedom: Math.max(1, points - (behind === null ? 1 : 2)), floor: levels.floor });
  if (solution === null) return null;
  const { slope, former, scale, precision, occam } = solution;
  const misfit = points * Math.log(scale) + filter.logVarianceSum;
  return {
    shape,
    slope,
    slopeSd: Math.sqrt(scale / precision),
    // The former slope's course stays at 0 once it has turned.
    start: levels.endLevel - former * behindEnd,
    aheadStart,
    levelVariance: scale * filter.endVariance,
    wanderPerS: scale * filter.wanderPerS,
    lastS: nodes.timeS[points] ?? 0,
    logWeight: Math.log(shape.prior * filter.kind.prior) - occam - 0.5 * (levels.evidence / points) * misfit,
  };
}

/** Slopes and scale of the noise; `occam` is what a fit pays for the freedom its slopes had. */
interface Solution {
  slope: number;
  former: number;
  scale: number;
  precision: number;
  occam: number;
}

function solve(sums: Sums, given: { freedom: number; floor: number }): Solution | null {
  // The former slope, where there is one, is solved for first; the rest is a regression on the course ahead alone.
  const ownBehind = sums.bb > 0 ? 1 / sums.bb : 0;
  const aa = sums.aa - sums.ab * sums.ab * ownBehind;
  const ay = sums.ay - sums.ab * sums.by * ownBehind;
  const yy = sums.yy - sums.by * sums.by * ownBehind;
  if (!(aa > 1e-12)) return null;
  const scale = (Math.max(0, yy - (ay * ay) / aa) + given.floor) / given.freedom;
  const precision = aa + scale / (SLOPE_SCALE * SLOPE_SCALE);
  const slope = ay / precision;
  const price = (square: number) => 0.5 * Math.log1p((SLOPE_SCALE * SLOPE_SCALE * square) / scale);
  return {
    slope,
    former: (sums.by - slope * sums.ab) * ownBehind,
    scale,
    precision,
    occam: price(aa) + price(sums.bb),
  };
}

function sumUp(y: Float64Array, a: Float64Array, b: Float64Array | null): Sums {
  const sums: Sums = { aa: 0, ab: 0, bb: 0, ay: 0, by: 0, yy: 0 };
  for (let i = 0; i < y.length; i += 1) {
    const yi = y[i] ?? 0;
    const ai = a[i] ?? 0;
    const bi = b === null ? 0 : (b[i] ?? 0);
    sums.aa += ai * ai;
    sums.ab += ai * bi;
    sums.bb += bi * bi;
    sums.ay += ai * yi;
    sums.by += bi * yi;
    sums.yy += yi * yi;
  }
  return sums;
}
