import { estimated } from "../estimate.ts";
import type { ProcessFacts } from "../verdict.ts";

export const MIB = 1_048_576;
export const GIB = 1_024 * MIB;

/** A growing program of a known kind that has never held more than its 10 GiB of now. */
export const process = (facts: Partial<ProcessFacts> = {}): ProcessFacts => ({
  framework: "pytorch",
  work: "unknown",
  heldBytes: 10 * GIB,
  peakBytes: 10 * GIB,
  phase: "growing",
  weights: null,
  kvUseRatio: null,
  ...facts,
});

export const device = (freeBytes: number, totalBytes = 80 * GIB) => ({ totalBytes, freeBytes });

export const weights = (gib: number) => estimated(gib * GIB, "engine");
