import { createEnvelope, insert, measure, type Search } from "./envelope.ts";
import type { SquaredError } from "./squared-error.ts";

export interface SearchOptions {
  /** Price of one more segment, in the cost's unit (value squared). */
  penalty: number;
  /** Least number of positions in a segment. */
  minSize: number;
}

/** A search for the cheapest segmentation: exclusive ends of its segments in positions; the last is `cost.length`. */
export type ChangeSearch = (cost: SquaredError, options: SearchOptions) => number[];

/**
 * Exact for any penalty and minimum length, by functional pruning. A position may be a change only once `minSize` more
 * have followed, so it becomes a candidate that much later and the rest needs no thought of the minimum.
 */
export const searchByFunctionalPruning: ChangeSearch = (cost, { penalty, minSize }) => {
  const { length } = cost;
  if (length === 0) return [];
  if (cost.low === cost.high || length < 2 * minSize) return [length];
  const search: Search = { cost, penalty, total: new Float64Array(length + 1).fill(Infinity) };
  search.total[0] = -penalty;
  const previous = new Int32Array(length + 1);
  const envelope = createEnvelope(cost);
  for (let position = minSize; position <= length; position++) {
    const candidate = position - minSize;
    if (candidate >= minSize) {
      if (minSize > 1) measure(envelope, search, candidate);
      insert(envelope, search, candidate);
    }
    previous[position] = measure(envelope, search, position);
    search.total[position] = envelope.least;
  }
  return traceBack(previous, length);
};

/** The ends along the path of best predecessors, in order. */
export function traceBack(previous: Int32Array, length: number): number[] {
  const ends: number[] = [];
  for (let position = length; position > 0; position = previous[position] ?? 0) ends.push(position);
  return ends.reverse();
}
