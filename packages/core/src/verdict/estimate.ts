import { preAllocates, type Framework } from "./framework.ts";
import type { Work } from "./work.ts";

/** A number nobody measured: views say so wherever they show it. */
export interface EstimatedBytes {
  kind: "estimate";
  bytes: number;
  /** What it was concluded from. */
  basis: EstimateBasis;
}

/**
 * `engine`: the serving engine's own figure; `model_name`: parameters named on the command line; `lowest_level`: the
 * lowest level held since the load; `weights_multiple`: what such work usually needs; `held_share`: a little above what a
 * pool taken at the start holds.
 */
export type EstimateBasis = "engine" | "model_name" | "lowest_level" | "weights_multiple" | "held_share";

export const estimated = (bytes: number, basis: EstimateBasis): EstimatedBytes => ({ kind: "estimate", bytes, basis });

const OF_WORK: Record<Work, number | null> = {
  inference: 1.2,
  long_context: 1.5,
  lora: 1.5,
  sgd: 3,
  adam: 4,
  unknown: null,
};
const SERVING_ENGINE = 1.8;
const UNKNOWN_PYTORCH = 2.5;
const UNKNOWN = 1.5;
/** Graphs, buffers and adapters come on top of a pool taken at the start. */
const POOL_FACTOR = 1.05;

/** How many times its weights a process needs at its peak. */
export function weightsMultiple(framework: Framework, work: Work): number {
  if (framework === "vllm" || framework === "sglang") return SERVING_ENGINE;
  return OF_WORK[work] ?? (framework === "pytorch" ? UNKNOWN_PYTORCH : UNKNOWN);
}

/** What is known of a process for the question how much it may need. */
export interface ProcessNeeds {
  framework: Framework;
  work: Work;
  heldBytes: number;
  weights: EstimatedBytes | null;
}

/** The peak its kind of program reaches; null where nothing but the past tells. */
export function estimatePeak({ framework, work, heldBytes, weights }: ProcessNeeds): EstimatedBytes | null {
  if (weights !== null) return estimated(weightsMultiple(framework, work) * weights.bytes, "weights_multiple");
  return preAllocates(framework) ? estimated(POOL_FACTOR * heldBytes, "held_share") : null;
}
