/** How memory moves in a generated run. The first five end in out-of-memory, the others never do. */
export const GROWTH_CLASSES = [
  "leak",
  "leakSawtooth",
  "bursts",
  "accelerating",
  "staircase",
  "startup",
  "saturating",
  "volatile",
  "swaps",
] as const;

export type GrowthClass = (typeof GROWTH_CLASSES)[number];

/** Classes that grow until a request no longer fits (unless the run ends first). */
export const OOM_CLASSES = ["leak", "leakSawtooth", "bursts", "accelerating", "staircase"] as const;

/** One recorded device: a sample a second, as a monitor would have seen it. */
export interface GrowthRun {
  growthClass: GrowthClass;
  seed: number;
  capacityMib: number;
  /** Whole multiples of 2 MiB; index = second. It ends with the last second before running out. */
  usedMib: Float64Array;
  /** Second at which the next request is larger than what is free; null when the run ends before that. */
  oomAtS: number | null;
  /** Second at which the growth begins; 0 for classes that do not run out. */
  growsFromS: number;
}

/** Seeds the predictor's constants may be fitted on, and seeds that only judge; they never meet. */
export const trainingSeed = (index: number): number => 1 + index;
export const heldOutSeed = (index: number): number => 4_000_001 + index;
