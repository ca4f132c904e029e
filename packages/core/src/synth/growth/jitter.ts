import type { Rng } from "../rng.ts";

/**
 * Small movement as recorded devices show it: on most servers 67 to 98 % of the differences from second to second are
 * exactly 0, on desktops a few MiB move all the time, and in evaluation loops tens of MiB do.
 */
export function jitterMib(rng: Rng, lengthS: number): Float64Array {
  const kind = rng.weighted([0.5, 0.3, 0.2]);
  const out = new Float64Array(lengthS);
  if (kind === 0) return out;
  const chance = kind === 1 ? rng.between(0.01, 0.15) : 1;
  const mostMib = kind === 1 ? rng.between(2, 40) : rng.between(2, 12);
  for (let s = 0; s < lengthS; s += 1) {
    if (rng.next() < chance) out[s] = mostMib * (2 * rng.next() - 1);
  }
  return out;
}
