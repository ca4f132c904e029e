import { createRng, hash01, hash32 } from "../rng.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";

/** Base models as shares of the limit: two usual ones, one small, one that needs nearly everything. */
const BASES = [0.42, 0.5, 0.24, 0.9] as const;
const BASE_ODDS = [0.44, 0.82, 0.95] as const;

/**
 * An image or video pipeline: base models and adapters swapped every few minutes; each request loads a text encoder,
 * holds a plateau while it denoises, peaks in the decoder and gives memory back. No trend over a day.
 */
export function stableDiffusion(spec: WorkloadSpec): Workload {
  const rng = createRng(spec.seed);
  const modelS = rng.between(420, 1_500);
  const requestS = rng.between(17, 44);
  const startS = rng.whole(6, 20);
  const sessionAt = (ageS: number) => {
    const seed = hash32(spec.seed, Math.floor(ageS / modelS));
    const draw = hash01(seed, 1);
    const base = BASES[BASE_ODDS.findIndex((odds) => draw < odds)] ?? BASES[3];
    return { seed, base: base + 0.03 * hash01(seed, 3), busy: hash01(seed, 2) < 0.68 };
  };
  const requestAt = (ageS: number, seed: number) => {
    const index = Math.floor(ageS / requestS);
    return { phase: (ageS / requestS) % 1, active: hash01(seed, index) < 0.8, size: hash01(seed + 1, index) };
  };
  return {
    usedBytesAt: (ageS) => {
      if (ageS < startS) return 0;
      const { seed, base, busy } = sessionAt(ageS);
      const { phase, active, size } = requestAt(Math.floor(ageS), seed);
      const swing = busy && active ? requestSwing(phase, size) : 0;
      return wholeBytes(spec.limitMib * clamp(base * (1 + swing), 0.05, 1));
    },
    busyRatioAt: (ageS) => {
      const { seed, busy } = sessionAt(ageS);
      const { phase, active } = requestAt(Math.floor(ageS), seed);
      if (!busy || !active || ageS < startS) return 0;
      return phase > 0.15 && phase < 0.92 ? 0.97 + 0.03 * hash01(seed, Math.floor(ageS)) : 0.3;
    },
    intensityRatio: 0.92,
    memoryIntensityRatio: 0.55,
  };
}

/** Change against the base model over one request, as a share of the base. */
function requestSwing(phase: number, size: number): number {
  if (phase < 0.15) return -0.5 * size;
  if (phase < 0.78) return 0.04 + 0.1 * size;
  if (phase < 0.9) return 0.12 + 0.35 * size;
  return -0.3 * size;
}
