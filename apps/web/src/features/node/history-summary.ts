import { formatGib } from "../../lib/format.ts";
import type { MemoryHistory } from "./live-history.ts";

const known = (values: (number | null)[]) => values.filter((value) => value !== null);

/** Share of the range that has samples, 0..1, from the first bucket that could have one. */
export function coverageRatio(history: MemoryHistory, lengthMs: number): number {
  const coveredMs = known(history.meanBytes).length * history.stepMs;
  return Math.min(1, coveredMs / lengthMs);
}

/** The chart in a sentence, for those who do not see it. */
export function historySummary(history: MemoryHistory, words: string): string {
  const minima = known(history.minBytes);
  const maxima = known(history.maxBytes);
  const newest = known(history.meanBytes).at(-1);
  if (newest === undefined) return `No samples of this GPU in the last ${words}.`;
  const lowest = minima.reduce((least, value) => Math.min(least, value), Infinity);
  const highest = maxima.reduce((most, value) => Math.max(most, value), 0);
  return `Last ${words}: used memory between ${formatGib(lowest)} and ${formatGib(highest)} GiB, newest ${formatGib(newest)} GiB.`;
}
