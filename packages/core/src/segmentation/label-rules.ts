import type { Drift } from "./drift.ts";
import type { NoiseLevel } from "./noise-level.ts";
import type { LabelRule, SegmentLabel } from "./segment.ts";
import type { Shape } from "./shape.ts";

/** What labels compare with; levels and prices are those of the whole record. */
export interface LabelContext {
  noise: NoiseLevel;
  /** Price of a change at the default, whatever the user asked for: labels do not hang on it. */
  penalty: number;
  /** The lowest level held, and the highest sample. */
  lowest: number;
  highest: number;
  medianStepS: number;
}

export interface Labelled {
  label: SegmentLabel;
  rule: LabelRule;
}

/** Shares of the capacity. */
export const LEAST_JUMP = 0.02;
const IDLE_SURELY = 0.03;
const IDLE_AT_MOST = 0.15;
const SAME_LEVEL = 0.01;
const NEAR_LOWEST = 0.02;
const WORK_ABOVE_IDLE = 0.1;
const LEAST_DRIFT = 0.0002;
/** Twice a fast leak, 4 % of the capacity a minute. */
export const FAST_SHARE_PER_S = 0.08 / 60;
/** Loading takes from seconds to a minute. */
const LONGEST_JUMP_S = 120;
/** A rise this young at the end of a record is taken for a load. */
const LATEST_LOAD_S = 10;
/** Scatter beyond this many times the least noise is volatile. */
const VOLATILE_NOISES = 3;

/** Square of how many standard errors a slope must be from none. */
const CLEAR_SLOPE = 25;
/** At most so many samples are no level of their own. */
const TRANSIENT_SAMPLES = 3;

export interface LabelledShape extends Labelled {
  shape: Shape;
}

/** Labels for the parts of one stretch, in order. */
export function labelAll(shapes: readonly Shape[], context: LabelContext): LabelledShape[] {
  return shapes.map((shape, index) => {
    const neighbours = { before: shapes[index - 1] ?? null, after: shapes[index + 1] ?? null };
    return { shape, ...labelOf(shape, neighbours, context) };
  });
}

/** Null at the ends of a stretch. */
interface Neighbours {
  before: Shape | null;
  after: Shape | null;
}

/** Label of a part from its own shape and, for what is too short to judge alone, from its neighbours in time. */
function labelOf(shape: Shape, neighbours: Neighbours, context: LabelContext): Labelled {
  return (
    transient(shape, neighbours, context) ??
    jump(shape, neighbours, context) ??
    trend(shape, context) ??
    rest(shape, context)
  );
}

function transient(shape: Shape, { before, after }: Neighbours, { noise }: LabelContext): Labelled | null {
  if (shape.sampleCount > TRANSIENT_SAMPLES || before === null || after === null) return null;
  const climbed = shape.mean - before.to;
  const toGo = after.from - shape.mean;
  if (Math.min(Math.abs(climbed), Math.abs(toGo)) < SAME_LEVEL * noise.capacity) return null;
  if (climbed * toGo < 0) return { label: "volatile", rule: "excursion" };
  return climbed > 0 ? { label: "load", rule: "fast_rise" } : { label: "release", rule: "fast_fall" };
}

function jump(shape: Shape, { after }: Neighbours, context: LabelContext): Labelled | null {
  const { capacity } = context.noise;
  const brief = shape.durationS <= Math.max(LONGEST_JUMP_S, 2 * context.medianStepS);
  const fast = Math.abs(shape.slope) >= FAST_SHARE_PER_S * capacity;
  const far = Math.abs(shape.rise) >= LEAST_JUMP * capacity && Math.abs(shape.rise) >= 2 * shape.residualSd;
  if (!brief || !fast || !far) return null;
  if (shape.rise < 0) return { label: "release", rule: "fast_fall" };
  return isLoad(shape, after) ? { label: "load", rule: "fast_rise" } : null;
}

/** A rise that leads to a fall was no load, and one that goes on at the end is not known to be, unless it just began. */
const isLoad = (shape: Shape, after: Shape | null): boolean =>
  after === null ? shape.durationS <= LATEST_LOAD_S : after.mean >= shape.mean;

function trend(shape: Shape, context: LabelContext): Labelled | null {
  const line = shape.gain >= context.penalty / 2 && isEven(shape.drift);
  if (!(line || drifts(shape, context)) || !standsOut(shape, context)) return null;
  return { label: shape.rise > 0 ? "growing" : "shrinking", rule: line ? "line" : "drift" };
}

/** False where most of the way is covered at once: that is a step between two levels. */
export const isEven = (drift: Drift | null): boolean => drift === null || drift.largestShare <= 0.7;

/** A slope must be beyond doubt; among teeth and scatter it must also be steady, and outweigh them or never turn. */
function standsOut(shape: Shape, context: LabelContext): boolean {
  const { drift, gain, rise, residualSd } = shape;
  const clear = gain >= CLEAR_SLOPE * residualSd ** 2;
  if (!isRestless(shape, context)) return clear;
  const steady = drift === null || Math.abs(drift.score) >= 2.5;
  return steady && (Math.abs(rise) >= 2 * residualSd || (clear && (drift?.alongShare ?? 0) >= 0.75));
}

const isRestless = (shape: Shape, { noise }: LabelContext): boolean =>
  shape.reversalCount > 0 || shape.residualSd > VOLATILE_NOISES * noise.floorSd;

/** A small leak on still memory: steady, though a line would not pay. */
function drifts({ drift, rise, sampleCount }: Shape, { noise }: LabelContext): boolean {
  if (drift === null || sampleCount < 60 || drift.net * rise <= 0) return false;
  const steady = Math.abs(drift.score) >= 3 && drift.alongShare >= 0.6 && drift.largestShare <= 0.5;
  return steady && Math.abs(rise) >= LEAST_DRIFT * noise.capacity;
}

function rest(shape: Shape, context: LabelContext): Labelled {
  const { noise, lowest, highest } = context;
  if (isRestless(shape, context)) return { label: "volatile", rule: shape.reversalCount > 0 ? "teeth" : "scatter" };
  const { mean } = shape;
  const share = mean / noise.capacity;
  const lowHere = mean <= lowest + NEAR_LOWEST * noise.capacity && share <= IDLE_AT_MOST;
  const idle = lowHere && (share <= IDLE_SURELY || highest >= mean + WORK_ABOVE_IDLE * noise.capacity);
  return idle ? { label: "idle", rule: "floor" } : { label: "stable", rule: "level" };
}
