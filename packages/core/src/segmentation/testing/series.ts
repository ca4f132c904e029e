import type { Rng } from "../../synth/rng.ts";

/** Normal noise, mean 0. */
export function normal(rng: Rng, sd: number): number {
  return sd * Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

export const whiteNoise = (rng: Rng, length: number, sd: number): number[] =>
  Array.from({ length }, () => normal(rng, sd));

/** Up to 40 samples of a kind drawn by chance: whole numbers, levels with noise, ramps, spikes, runs, large offsets. */
export function smallSeries(rng: Rng): number[] {
  const length = rng.whole(0, 40);
  const offset = rng.pick([0, 0, 1_000, 187_000]);
  const step = rng.between(0, 60);
  const kinds: (() => (index: number) => number)[] = [
    () => () => rng.whole(0, 3),
    () => () => 20 * rng.whole(0, 1),
    () => (index) => index * step + normal(rng, 10),
    () => (index) => (index > length / 3 ? step : 0) + normal(rng, 5),
    () => () => (rng.next() < 0.1 ? 100 * step : 0),
    () => (index) => Math.floor(index / 5) * step,
    () => () => normal(rng, 30),
  ];
  const kind = kinds[rng.whole(0, kinds.length - 1)] ?? (() => () => 0);
  const value = kind();
  return Array.from({ length }, (_, index) => offset + value(index));
}
