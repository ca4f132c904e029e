import { lineMisfit, type Moments } from "./moments.ts";
import type { Part } from "./shape.ts";

/** A line has a slope beside its level and costs that much more than a level. */
const LINE_PRICE = 1.5;

/** Positions partitioned exactly at a time; a longer series is thinned part by part first. */
const MOST_POSITIONS = 1_000;

/**
 * Joins mean segments into straight lines where that is cheaper: a segment kept as a level costs `penalty`, any number
 * joined as a line 1.5 times as much, plus what they leave unexplained. Exact up to 1,000 segments; beyond, the
 * partition of each 1,000 decides which boundaries are tried across them.
 */
export function partitionIntoLines(moments: Moments, penalty: number): Part[] {
  let positions = moments.at.map((_, position) => position);
  while (positions.length > MOST_POSITIONS + 1) {
    const thinned = thin(moments, positions, penalty);
    if (thinned.length > 0.9 * positions.length) return inParts(moments, thinned, penalty);
    positions = thinned;
  }
  return best(moments, positions, penalty).parts;
}

function partsOf(positions: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (let from = 0; from < positions.length - 1; from += MOST_POSITIONS)
    parts.push(positions.slice(from, from + MOST_POSITIONS + 1));
  return parts;
}

const thin = (moments: Moments, positions: readonly number[], penalty: number): number[] => [
  0,
  ...partsOf(positions).flatMap((part) => best(moments, part, penalty).positions.slice(1)),
];

const inParts = (moments: Moments, positions: readonly number[], penalty: number): Part[] =>
  partsOf(positions).flatMap((part) => best(moments, part, penalty).parts);

interface Partition {
  positions: number[];
  parts: Part[];
}

/** Optimal partition with pruning: a start that is already dearer than the best can never become part of it. */
function best(moments: Moments, positions: readonly number[], penalty: number): Partition {
  const size = positions.length;
  const total = new Float64Array(size);
  const previous = new Int32Array(size);
  const starts = new Int32Array(size);
  const values = new Float64Array(size);
  let kept = 0;
  for (let to = 1; to < size; to++) {
    starts[kept++] = to - 1;
    let least = (total[to - 1] ?? 0) + levelMisfit(moments, positions, to) + penalty;
    previous[to] = to - 1;
    for (let index = 0; index < kept; index++) {
      const from = starts[index] ?? 0;
      const value = (total[from] ?? 0) + lineMisfit(moments, positions[from] ?? 0, positions[to] ?? 0);
      values[index] = value;
      if (value + LINE_PRICE * penalty >= least) continue;
      least = value + LINE_PRICE * penalty;
      previous[to] = from;
    }
    total[to] = least;
    kept = keepBelow(starts, values.subarray(0, kept), least);
  }
  return traceBack(moments, positions, previous);
}

/** Only one mean segment can be a level: two joined would be dearer, or they would be one. */
function levelMisfit(moments: Moments, positions: readonly number[], to: number): number {
  const end = positions[to] ?? 0;
  return positions[to - 1] === end - 1 ? (moments.levelMisfit[end] ?? 0) : Infinity;
}

function keepBelow(starts: Int32Array, values: Float64Array, limit: number): number {
  let kept = 0;
  for (let index = 0; index < values.length; index++)
    if ((values[index] ?? 0) < limit) starts[kept++] = starts[index] ?? 0;
  return kept;
}

function traceBack(moments: Moments, positions: readonly number[], previous: Int32Array): Partition {
  const parts: Part[] = [];
  const kept: number[] = [positions.at(-1) ?? 0];
  const sampleAt = (index: number) => moments.at[positions[index] ?? 0] ?? 0;
  for (let to = positions.length - 1; to > 0; to = previous[to] ?? 0) {
    const from = previous[to] ?? 0;
    parts.push({
      start: sampleAt(from),
      end: sampleAt(to),
      meanSegmentCount: (positions[to] ?? 0) - (positions[from] ?? 0),
    });
    kept.push(positions[from] ?? 0);
  }
  return { positions: kept.reverse(), parts: parts.reverse() };
}
