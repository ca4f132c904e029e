import { createRng } from "../rng.ts";
import { staircase } from "../staircase.ts";
import { wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";
import { trainingBusy } from "./pytorch-training.ts";

/** JAX takes three quarters of the GPU at its first operation and lives inside that; compiling leaves the GPU idle. */
export function jaxTraining(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const contextS = rng.whole(3, 8);
  const firstOpS = contextS + rng.whole(2, 9);
  const context = rng.between(380, 560);
  const pool = Math.min(spec.totalMib * 0.75, spec.limitMib - context - 60);
  const held = staircase([
    { fromS: contextS, mib: context },
    { fromS: firstOpS, mib: context + pool },
    { fromS: firstOpS + rng.whole(20, 90), mib: context + pool + 2 * rng.whole(2, 30) },
  ]);
  return {
    usedBytesAt: (ageS) => wholeBytes(held(ageS)),
    busyRatioAt: trainingBusy(spec.seed, firstOpS + rng.whole(25, 140)),
    intensityRatio: rng.between(0.75, 0.95),
    memoryIntensityRatio: rng.between(0.45, 0.7),
  };
}
