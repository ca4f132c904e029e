import { allocatorSteps } from "../allocator-steps.ts";
import { createRng, hash01, smoothNoise } from "../rng.ts";
import { risingStaircase } from "../staircase.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";

/**
 * Training that empties its cache each step or has batches of varying length: seen at 1 Hz a dense sawtooth of 1 to
 * 6 GiB, most samples near its top, its bottom reached for a second or two.
 */
export function volatileTraining(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const contextS = rng.whole(4, 12);
  const warmS = contextS + rng.whole(12, 40);
  const amplitude = Math.min(rng.between(1_000, 6_000), spec.limitMib * 0.3);
  const top = spec.limitMib - 300;
  const warmUp = risingStaircase([
    { fromS: contextS, mib: rng.between(300, 500) },
    ...Array.from({ length: warmS - contextS }, (_, n) => ({ fromS: contextS + 1 + n, mib: top / (warmS - contextS) })),
  ]);
  const drift = risingStaircase(allocatorSteps(rng, warmS, 280));
  const periodS = rng.between(5.3, 12.7);
  const saw = (second: number): number => {
    const phase = (second / periodS) % 1;
    const noise = hash01(spec.seed, second);
    const depth = phase < 0.28 ? 1 : 0.12 + 0.25 * phase;
    const dip = noise > 0.985 ? 1.35 : 1;
    return top - amplitude * clamp(depth * dip + 0.16 * (noise - 0.5), 0, 1.4) + drift(second);
  };
  return {
    usedBytesAt: (ageS) => wholeBytes(clamp(Math.min(warmUp(ageS), saw(Math.floor(ageS))), 0, spec.limitMib)),
    busyRatioAt: (ageS) => (ageS < warmS ? 0.2 : clamp(0.82 + 0.15 * smoothNoise(spec.seed, ageS / 2), 0, 1)),
    intensityRatio: rng.between(0.6, 0.85),
    memoryIntensityRatio: rng.between(0.4, 0.6),
  };
}
