/** Chance for simulations: everything follows from a seed, so a run can be repeated and any instant asked directly. */

const TO_UNIT = 2 ** -32;

/** Mixes two 32-bit integers into one (avalanche of MurmurHash3's finalizer). Order matters. */
export function hash32(seed: number, value: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that belongs to `index` alone: noise with random access. */
export function hash01(seed: number, index: number): number {
  return hash32(seed, index) * TO_UNIT;
}

/** Noise in [-1, 1] that is smooth in `x` and changes over a length of 1. */
export function smoothNoise(seed: number, x: number): number {
  const left = Math.floor(x);
  const part = x - left;
  const ease = part * part * (3 - 2 * part);
  return 2 * (hash01(seed, left) * (1 - ease) + hash01(seed, left + 1) * ease) - 1;
}

export interface Rng {
  /** In [0, 1). */
  next(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  /** A whole number in [low, high]. */
  whole(low: number, high: number): number;
  /** Index of one of the weights, drawn in proportion to them. */
  weighted(weights: readonly number[]): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** Sequential draws: sfc32, seeded through `hash32`. */
export function createRng(seed: number): Rng {
  let [a, b, c, counter] = [hash32(seed, 1), hash32(seed, 2), hash32(seed, 3), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) * TO_UNIT;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    weighted: (weights) => pickWeighted(weights, next()),
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
  };
}

function pickWeighted(weights: readonly number[], draw: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = draw * total;
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index === -1 ? weights.length - 1 : index;
}
