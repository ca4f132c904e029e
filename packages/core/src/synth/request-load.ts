import { hash01, smoothNoise } from "./rng.ts";
import { clamp } from "./workload.ts";

/** Busy share of a server that people call: hours of more and less traffic, minutes of bursts, seconds of noise. */
export function requestLoad(seed: number): (ageS: number) => number {
  const base = 0.15 + 0.5 * hash01(seed, 61);
  return (ageS) => {
    const tide = 0.25 * smoothNoise(seed + 1, ageS / 9_000);
    const burst = 0.22 * smoothNoise(seed + 2, ageS / 75);
    const flicker = 0.2 * (hash01(seed + 3, Math.floor(ageS)) - 0.5);
    const level = base + tide + burst + flicker;
    return level < 0.04 ? 0 : clamp(level, 0, 1);
  };
}
