import { createRng, hash01 } from "../rng.ts";
import { staircase } from "../staircase.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";

/** Somebody tries things for an hour, cell by cell, and leaves the kernel open: memory held, nothing running. */
export function notebook(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const cells = rng.whole(3, 9);
  const worksS = rng.between(900, 4_800);
  const peak = spec.limitMib * rng.between(0.55, 0.98);
  let mib = Math.min(rng.between(320, 480), peak / 2);
  let fromS = rng.whole(5, 60);
  const levels = [{ fromS, mib }];
  for (let n = 1; n <= cells; n += 1) {
    fromS += Math.round(rng.between(0.3, 1.7) * (worksS / cells));
    // A cell that deletes its model and empties the cache gives some back, now and then.
    mib = rng.next() < 0.2 ? mib * 0.6 : mib + (peak - mib) * rng.between(0.1, 0.6);
    levels.push({ fromS, mib });
  }
  const held = staircase(levels);
  return {
    usedBytesAt: (ageS) => wholeBytes(clamp(held(ageS), 0, spec.limitMib)),
    busyRatioAt: (ageS) => {
      if (ageS > worksS * 1.2 || ageS < 60) return 0;
      return hash01(spec.seed, Math.floor(ageS / 45)) < 0.22 ? 0.6 + 0.4 * hash01(spec.seed, Math.floor(ageS)) : 0;
    },
    intensityRatio: 0.55,
    memoryIntensityRatio: 0.4,
  };
}
