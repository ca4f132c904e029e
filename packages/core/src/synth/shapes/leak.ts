import { createRng, hash01, smoothNoise, type Rng } from "../rng.ts";
import { clamp, wholeBytes, type Workload, type WorkloadSpec } from "../workload.ts";
import { pytorchTraining } from "./pytorch-training.ts";

export type LeakForm = "linear" | "staircase" | "accelerating";

export interface LeakSpec extends WorkloadSpec {
  form: LeakForm;
  /** Level before the growth begins, as a share of the limit, 0..1. */
  baseRatio: number;
}

/** Most of a leak's last seconds lie this close to the limit: the next request is larger than what is left. */
const LAST_GAP_RATIO = 0.004;

/** Training that keeps what it should drop and reaches `limitMib` as `durationS` ends. */
export function leak(spec: LeakSpec): Workload {
  const rng = createRng(spec.seed);
  const training = pytorchTraining({ ...spec, limitMib: spec.limitMib * spec.baseRatio });
  const fromS = Math.min(300, spec.durationS * 0.08);
  const base = training.usedBytesAt(fromS) / 2 ** 20;
  const room = spec.limitMib * (1 - LAST_GAP_RATIO) - base;
  const stepMib = 2 * rng.whole(18, 20);
  const progress = unevenProgress(rng);
  const grown = (ageS: number): number => {
    const part = progress(clamp((ageS - fromS) / (spec.durationS - fromS), 0, 1));
    switch (spec.form) {
      case "linear":
        return room * part + wobble(spec.seed, ageS) * part * (1 - part);
      case "staircase":
        return Math.floor((room * part) / stepMib) * stepMib;
      case "accelerating":
        return room * part ** 2.4;
    }
  };
  return {
    ...training,
    usedBytesAt: (ageS) =>
      ageS < fromS ? training.usedBytesAt(ageS) : wholeBytes(clamp(base + grown(ageS), 0, spec.limitMib)),
  };
}

/** From 0 to 1, always forward, at a rate that changes with what the program is fed. */
function unevenProgress(rng: Rng): (part: number) => number {
  const waves = [2, 5, 11, 23].map((count) => ({
    turns: 2 * Math.PI * count * rng.between(0.8, 1.2),
    phase: rng.between(0, 2 * Math.PI),
    weight: rng.between(0.1, 0.22),
  }));
  const raw = (part: number) =>
    part + waves.reduce((sum, { turns, phase, weight }) => sum + (weight * Math.sin(turns * part + phase)) / turns, 0);
  const [first, last] = [raw(0), raw(1)];
  return (part) => (raw(part) - first) / (last - first);
}

/** Batches differ: the line is not drawn with a ruler. MiB. */
function wobble(seed: number, ageS: number): number {
  return 420 * smoothNoise(seed, ageS / 90) + 60 * (hash01(seed, Math.floor(ageS)) - 0.5);
}
