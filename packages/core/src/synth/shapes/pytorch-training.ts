import { allocatorSteps, loadSteps } from "../allocator-steps.ts";
import { createRng, hash01, smoothNoise } from "../rng.ts";
import { risingStaircase } from "../staircase.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";

/**
 * Context, weights in steps, the first batch's activations, the optimizer's states a second later, then a plateau that
 * gains a few segments now and then: the allocator keeps what it freed, so the driver sees only growth.
 */
export function pytorchTraining(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const contextS = rng.whole(3, 9);
  const contextMib = Math.min(rng.between(300, 600), spec.limitMib * 0.2);
  const loadS = contextS + rng.whole(4, 40);
  const batchS = loadS + rng.whole(6, 45);
  const body = spec.limitMib * rng.between(0.9, 0.97) - contextMib;
  const weights = body * rng.between(0.16, 0.3);
  const optimizer = weights * rng.between(0.9, 1.9);
  const held = risingStaircase([
    { fromS: contextS, mib: contextMib },
    ...loadSteps(rng, { fromS: contextS + 1, toS: loadS }, weights),
    { fromS: batchS, mib: body - weights - optimizer },
    { fromS: batchS + 1, mib: optimizer },
    ...allocatorSteps(rng, batchS + 2, spec.limitMib - body - contextMib),
  ]);
  return {
    usedBytesAt: (ageS) => wholeBytes(Math.min(spec.limitMib, held(ageS))),
    busyRatioAt: trainingBusy(spec.seed, batchS),
    intensityRatio: rng.between(0.78, 0.97),
    memoryIntensityRatio: rng.between(0.4, 0.65),
  };
}

/** Nearly always busy once batches flow; a checkpoint or an evaluation every 20 to 50 minutes lets it rest. */
export function trainingBusy(seed: number, batchS: number): (ageS: number) => number {
  const everyS = 1_200 + 1_800 * hash01(seed, 71);
  const restS = 8 + 30 * hash01(seed, 72);
  const level = 0.93 + 0.05 * hash01(seed, 73);
  return (ageS) => {
    if (ageS < batchS) return 0.12 * hash01(seed, Math.floor(ageS));
    const sinceS = ageS - batchS;
    if (sinceS > everyS && sinceS % everyS < restS) return 0.25 * hash01(seed, Math.floor(ageS));
    return clamp(level + 0.04 * smoothNoise(seed, ageS / 3) + 0.02 * smoothNoise(seed + 1, ageS / 240), 0, 1);
  };
}
