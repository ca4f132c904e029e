import { meanOf } from "./straight-line.ts";

const MOST_PARTS = 12;

/** How steadily samples move one way, seen in the means of equal parts of them. */
export interface Drift {
  partCount: number;
  /** From the mean of the first part to that of the last. */
  net: number;
  /** Mean change from part to part over its standard error; signed, at most 99. */
  score: number;
  /** Share of the changes that go the way of `net`, 0..1. */
  alongShare: number;
  /** The largest share of `net` that falls on two neighbouring changes: near 1 for a single step. */
  largestShare: number;
}

/** Null for fewer than six samples. */
export function driftOf(values: Float64Array, start: number, end: number): Drift | null {
  const partCount = Math.min(MOST_PARTS, Math.floor((end - start) / 2));
  if (partCount < 3) return null;
  const edge = (part: number) => start + Math.round((part * (end - start)) / partCount);
  const means = Array.from({ length: partCount }, (_, part) => meanOf(values, edge(part), edge(part + 1)));
  const changes = means.slice(1).map((mean, part) => mean - (means[part] ?? 0));
  const net = changes.reduce((sum, change) => sum + change, 0);
  const pairs = changes.map((change, part) => (change + (changes[part + 1] ?? 0)) / net);
  return {
    partCount,
    net,
    score: scoreOf(changes),
    alongShare: changes.filter((change) => change * net > 0).length / changes.length,
    largestShare: net === 0 ? 1 : Math.max(...pairs),
  };
}

function scoreOf(changes: readonly number[]): number {
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const squares = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (changes.length - 1) / changes.length);
  if (mean === 0) return 0;
  return Math.sign(mean) * Math.min(99, Math.abs(mean) / standardError);
}
