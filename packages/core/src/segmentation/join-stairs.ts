import { FAST_SHARE_PER_S, type LabelContext, type LabelledShape } from "./label-rules.ts";
import { medianOf } from "./order-statistic.ts";
import { joinShapes, runsOf } from "./runs-of-parts.ts";
import type { Series } from "./straight-line.ts";

const LEAST_STAIRS = 4;
/** Share of the capacity: a larger step is an event. 512 MiB of 8 GiB is a stair. */
const HIGHEST_STAIR = 0.07;
/** Shares of the height of the whole staircase, and of its usual stair. */
const LARGEST_STAIR = 0.5;
const SMALLEST_STAIR = 0.25;
/** Times the scatter around a stair: otherwise the staircase is lost in it. */
const HEIGHT_OVER_SCATTER = 4;
/** Times the usual stair: a longer rest is a level. */
const LONGEST_STAIR = 3;
/** Times the slope of the whole: a steeper line among the stairs is a phase of its own. */
const STEEPEST_LINE = 2;

/**
 * Small steps one way, each held about as long as the others: a leak seen from near. Levels, and lines that the stairs in
 * between were already joined to, become one growing (or shrinking) part.
 */
export function joinStairs(series: Series, parts: readonly LabelledShape[], context: LabelContext): LabelledShape[] {
  const isNext = (part: LabelledShape, before: LabelledShape) => directionOf(part, before, context) !== 0;
  return runsOf(parts, isNext).flatMap((run) =>
    flightsOf(run, context).flatMap((flight) => joinFlight(series, flight, context)),
  );
}

/** 1 for a small step up to the next part, -1 for one down, 0 for none. */
function directionOf(part: LabelledShape, before: LabelledShape, { noise }: LabelContext): number {
  const step = stepBetween(before, part);
  const along = step > 0 ? "growing" : "shrinking";
  const isStair = ({ label, rule }: LabelledShape) =>
    label === "stable" || label === "idle" || label === along || rule === "scatter";
  return isStair(part) && isStair(before) && Math.abs(step) <= HIGHEST_STAIR * noise.capacity ? Math.sign(step) : 0;
}

const stepBetween = (before: LabelledShape, part: LabelledShape): number => part.shape.from - before.shape.to;

/** Splits a run where its direction turns. */
function flightsOf(run: readonly LabelledShape[], context: LabelContext): LabelledShape[][] {
  const flights: LabelledShape[][] = [];
  let direction = 0;
  for (const [index, part] of run.entries()) {
    const before = run[index - 1];
    const next = before === undefined ? 0 : directionOf(part, before, context);
    const flight = flights.at(-1);
    if (flight !== undefined && (direction === 0 || next === direction)) flight.push(part);
    else flights.push([part]);
    direction = flights.at(-1)?.length === 1 ? 0 : next;
  }
  return flights;
}

function joinFlight(series: Series, flight: LabelledShape[], context: LabelContext): LabelledShape[] {
  // The first level may have been held long before, the last may be where it stays.
  const usual = usualLength(flight);
  const isLong = (part: LabelledShape | undefined) => part !== undefined && lengthOf(part) > LONGEST_STAIR * usual;
  const from = isLong(flight[0]) ? 1 : 0;
  const to = isLong(flight.at(-1)) ? flight.length - 1 : flight.length;
  const stairs = flight.slice(from, to);
  if (stairs.length < 2 || stairs.some(isLong)) return flight;
  const shape = joinShapes(
    series,
    stairs.map((stair) => stair.shape),
    0,
  );
  const slow = Math.abs(shape.slope) < FAST_SHARE_PER_S * context.noise.capacity;
  // Where all samples were taken at one time nothing goes anywhere.
  if (shape.rise === 0 || shape.meanSegmentCount < LEAST_STAIRS) return flight;
  if (!slow || !areAlike(stairs, shape)) return flight;
  const label = shape.rise > 0 ? "growing" : "shrinking";
  return [...flight.slice(0, from), { shape, label, rule: "staircase" }, ...flight.slice(to)];
}

/** Samples a stair is held. */
const lengthOf = ({ shape }: LabelledShape): number => shape.sampleCount / shape.meanSegmentCount;

function usualLength(flight: readonly LabelledShape[]): number {
  const lengths = flight.flatMap((part) => Array.from({ length: part.shape.meanSegmentCount }, () => lengthOf(part)));
  return medianOf(Float64Array.from(lengths));
}

function areAlike(stairs: readonly LabelledShape[], whole: { slope: number; meanSegmentCount: number }): boolean {
  const steps = stairs.slice(1).map((stair, index) => Math.abs(stepBetween(stairs[index] ?? stair, stair)));
  const height =
    stairs.reduce((sum, { shape }) => sum + Math.abs(shape.rise), 0) + steps.reduce((sum, step) => sum + step, 0);
  const least = (SMALLEST_STAIR * height) / (whole.meanSegmentCount - 1);
  if (steps.some((step) => step < least || step > LARGEST_STAIR * height)) return false;
  return stairs.every(
    ({ shape, rule }) =>
      height >= HEIGHT_OVER_SCATTER * shape.residualSd &&
      (rule !== "line" || shape.slope / whole.slope <= STEEPEST_LINE),
  );
}
