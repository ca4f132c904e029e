import { estimated, type EstimatedBytes } from "./estimate.ts";

/** What weights can be concluded from, the surest first. */
export interface WeightsClues {
  heldBytes: number;
  /** The engine's own figure. */
  engineBytes: number | null;
  /** From the command line (model-size.ts). */
  namedBytes: number | null;
  /** The lowest level held since the load was over; weights are never given back while a program runs. */
  lowestLevelBytes: number | null;
}

/** What a process holds, split into what stays and what comes and goes. Both are estimates. */
export interface MemorySplit {
  weights: EstimatedBytes;
  dynamic: EstimatedBytes;
}

/** Driver context and kernels of a process. */
const CONTEXT_BYTES = 400 * 1_048_576;

/** Null where nothing tells. A clue larger than what is held is none: the model is split over several GPUs, or not loaded. */
export function estimateSplit(clues: WeightsClues): MemorySplit | null {
  const weights = estimateWeights(clues);
  if (weights === null) return null;
  return { weights, dynamic: estimated(clues.heldBytes - weights.bytes, weights.basis) };
}

function estimateWeights(clues: WeightsClues): EstimatedBytes | null {
  const { heldBytes, engineBytes, namedBytes, lowestLevelBytes } = clues;
  const holds = (bytes: number | null): bytes is number => bytes !== null && bytes > 0 && bytes <= heldBytes;
  if (holds(engineBytes)) return estimated(engineBytes, "engine");
  if (holds(namedBytes)) return estimated(namedBytes, "model_name");
  if (holds(lowestLevelBytes)) return estimated(Math.max(0, lowestLevelBytes - CONTEXT_BYTES), "lowest_level");
  return null;
}
