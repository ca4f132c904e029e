import { createRng, hash01, hash32 } from "../rng.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";

/** Resident size of common models with their context, MiB. */
const MODEL_MIB = [2_900, 5_700, 6_600, 9_800, 12_400, 19_600, 21_400, 44_800] as const;
const KEEP_ALIVE_S = 300;

/** Models come at the first request and leave five minutes after the last one: rectangles of at least 300 s. */
export function ollamaServer(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const windowS = rng.between(1_300, 3_200);
  const models = MODEL_MIB.filter((mib) => mib <= spec.limitMib);
  const visitAt = (ageS: number) => {
    const index = Math.floor(ageS / windowS);
    const seed = hash32(spec.seed, index);
    const useS = 20 + hash01(seed, 1) ** 2 * (windowS - KEEP_ALIVE_S - 80);
    const fromS = index * windowS + hash01(seed, 2) * (windowS - useS - KEEP_ALIVE_S - 20);
    const model = models[Math.floor(hash01(seed, 4) * models.length)] ?? spec.limitMib * 0.8;
    return { seed, sinceS: ageS - fromS, useS, model, used: hash01(seed, 3) < 0.72 };
  };
  return {
    usedBytesAt: (ageS) => {
      const { sinceS, useS, model, used } = visitAt(ageS);
      if (!used || sinceS < 0 || sinceS >= useS + KEEP_ALIVE_S) return 0;
      return wholeBytes(Math.min(model, 460 + (model * sinceS) / clamp(model / 2_600, 1.5, 14)));
    },
    busyRatioAt: (ageS) => {
      const { seed, sinceS, useS, used } = visitAt(ageS);
      if (!used || sinceS < 2 || sinceS > useS) return 0;
      return hash01(seed, Math.floor(sinceS / 17)) < 0.55 ? 0.82 + 0.16 * hash01(seed, Math.floor(sinceS)) : 0;
    },
    intensityRatio: 0.7,
    memoryIntensityRatio: 0.8,
  };
}
