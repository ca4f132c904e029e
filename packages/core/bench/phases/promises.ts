import { createRng, type Rng } from "../../src/synth/rng.ts";
import type { PhaseSample } from "../../src/phase/phase.ts";
import type { Detector } from "./detectors.ts";

const MIB = 1_048_576;
const GIB = 1_024 * MIB;
const CAPACITIES_GIB = [8, 24, 80, 192] as const;

export interface Rhythm {
  name: string;
  stepS: number;
  /** Share of the step by which samples are early or late. */
  jitterRatio: number;
}

export const RHYTHMS: readonly Rhythm[] = [
  { name: "every 0.5 s", stepS: 0.5, jitterRatio: 0 },
  { name: "every 1 s", stepS: 1, jitterRatio: 0 },
  { name: "every 2 s", stepS: 2, jitterRatio: 0 },
  { name: "every 5 s", stepS: 5, jitterRatio: 0 },
  { name: "every 10 s", stepS: 10, jitterRatio: 0 },
  { name: "irregular, about every 1 s", stepS: 1, jitterRatio: 0.6 },
  { name: "irregular, about every 5 s", stepS: 5, jitterRatio: 0.6 },
  { name: "irregular, every 6 to 10 s", stepS: 8, jitterRatio: 0.25 },
];

export interface Promises {
  /** Changes of phase per hour on memory that stands still but for single pages of 2 MiB. */
  flatFlipsPerH: number;
  /** Samples after a load step until the phase is stable and stays so: the worst case. */
  loadStepWorstSamples: number;
  /** Seconds until growth of 0.5 % of the capacity a minute is called growing: the worst case; null when it never was. */
  growthWorstS: number | null;
}

const HISTORY_S = 60;

/** The worst over capacities and seeds, each case with only 60 s of history before what is to be noticed. */
export function promisesOf(detector: Detector, rhythm: Rhythm, seeds: number): Promises {
  const cases = CAPACITIES_GIB.flatMap((gib) => Array.from({ length: seeds }, (_, seed) => ({ gib, seed })));
  const growth = cases.map((one) => growthSeenS(detector, rhythm, one));
  return {
    flatFlipsPerH: Math.max(...cases.map((one) => flipsOnFlat(detector, rhythm, one))),
    loadStepWorstSamples: Math.max(...cases.map((one) => samplesToStable(detector, rhythm, one))),
    growthWorstS: growth.includes(null) ? null : Math.max(...growth.map((seconds) => seconds ?? 0)),
  };
}

interface Case {
  gib: number;
  seed: number;
}

function samplesOf(
  { stepS, jitterRatio }: Rhythm,
  one: Case,
  shape: { lengthS: number; usedBytes: (atS: number) => number },
) {
  const rng = createRng(one.seed);
  const samples: PhaseSample[] = [];
  for (let atS = 0; atS < shape.lengthS; atS += stepS * (1 + jitterRatio * (2 * rng.next() - 1))) {
    const usedBytes = 2 * MIB * Math.round(shape.usedBytes(atS) / (2 * MIB));
    samples.push({ atMs: Math.round(1_000 * atS), usedBytes, totalBytes: one.gib * GIB });
  }
  return samples;
}

/** A page more or less for a moment, or 40 times an hour for good. */
function flipsOnFlat(detector: Detector, rhythm: Rhythm, one: Case): number {
  const rng = createRng(one.seed + 101);
  const base = pickLevel(rng, one);
  const chance = rng.between(0.01, 0.5);
  const lasting = one.seed % 2 === 0;
  let level = base;
  const usedBytes = () => {
    if (lasting && rng.next() < (40 * rhythm.stepS) / 3_600) level += 2 * MIB * rng.pick([-1, 1]);
    return level + (!lasting && rng.next() < chance ? 2 * MIB * rng.whole(-1, 1) : 0);
  };
  const readings = detector(samplesOf(rhythm, one, { lengthS: 3_600, usedBytes }));
  return readings.filter(({ phase }, index) => index > 0 && phase !== readings[index - 1]?.phase).length;
}

function samplesToStable(detector: Detector, rhythm: Rhythm, one: Case): number {
  const rng = createRng(one.seed + 202);
  const base = 0.3 * one.gib * GIB * rng.next();
  const stepBytes = rng.between(0.02, 0.6) * one.gib * GIB;
  // The load takes one to four samples, in parts that are not equal.
  const loadS = rng.whole(0, 3) * rhythm.stepS;
  const loaded = (atS: number) => Math.min(1, Math.max(0, (atS - HISTORY_S + loadS) / Math.max(0.001, loadS))) ** 1.5;
  const usedBytes = (atS: number) => base + stepBytes * loaded(atS);
  const samples = samplesOf(rhythm, one, { lengthS: HISTORY_S + 400 + 40 * rhythm.stepS, usedBytes });
  const first = samples.findIndex(({ atMs }) => atMs >= 1_000 * HISTORY_S);
  const last = detector(samples).findLastIndex(({ phase }) => phase !== "stable");
  return Math.max(0, last - first + 1);
}

function growthSeenS(detector: Detector, rhythm: Rhythm, one: Case): number | null {
  const rng = createRng(one.seed + 303);
  const base = pickLevel(rng, one);
  const perS = (0.005 * one.gib * GIB) / 60;
  const usedBytes = (atS: number) => base + perS * Math.max(0, atS - HISTORY_S);
  const samples = samplesOf(rhythm, one, { lengthS: HISTORY_S + 300, usedBytes });
  const seen = detector(samples).findIndex(
    ({ phase }, index) => phase === "growing" && (samples[index]?.atMs ?? 0) > 1_000 * HISTORY_S,
  );
  return seen === -1 ? null : (samples[seen]?.atMs ?? 0) / 1_000 - HISTORY_S;
}

const pickLevel = (rng: Rng, { gib }: Case): number => rng.between(0.02, 0.9) * gib * GIB;
