import type { Phase, PhaseReading, PhaseSample } from "../phase.ts";

/**
 * The rule users know from other monitors, kept to compare with: rates of the newest ten samples against absolute
 * limits, a change after three samples that agree.
 */
export interface ClassicState {
  reading: PhaseReading;
  last: { atMs: number; usedBytes: number } | null;
  ratesMibPerS: readonly number[];
  smoothedMibPerS: number;
  sampleCount: number;
  proposed: Phase;
  proposedCount: number;
}

const MIB = 1_048_576;
const WINDOW = 10;
const STABLE_VARIANCE = 4;
const LEAST_RATE = 1;
const SAME_WAY_SHARE = 0.6;
const CONFIRMING_SAMPLES = 3;
const SMOOTHING = 0.3;

export const FIRST_CLASSIC_STATE: ClassicState = {
  reading: { phase: "stable", sinceMs: 0, durationMs: 0, rateBytesPerS: 0, confidence: 0 },
  last: null,
  ratesMibPerS: [],
  smoothedMibPerS: 0,
  sampleCount: 0,
  proposed: "stable",
  proposedCount: 0,
};

export function nextClassicPhase(state: ClassicState, { atMs, usedBytes }: PhaseSample): ClassicState {
  if (usedBytes === null) return state;
  const { last } = state;
  if (last === null)
    return {
      ...state,
      last: { atMs, usedBytes },
      sampleCount: 1,
      reading: { ...state.reading, sinceMs: atMs },
    };
  if (atMs <= last.atMs) return state;
  const rate = (usedBytes - last.usedBytes) / MIB / ((atMs - last.atMs) / 1_000);
  const ratesMibPerS = [...state.ratesMibPerS, rate].slice(-WINDOW);
  const mean = ratesMibPerS.reduce((sum, value) => sum + value, 0) / ratesMibPerS.length;
  const variance = ratesMibPerS.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ratesMibPerS.length;
  const sampleCount = state.sampleCount + 1;
  const proposed = sampleCount < 3 ? "stable" : classify(ratesMibPerS, mean, variance);
  const proposedCount = proposed === state.proposed ? state.proposedCount + 1 : 1;
  const changes = proposed !== state.reading.phase && proposedCount >= CONFIRMING_SAMPLES;
  const sinceMs = changes ? atMs : state.reading.sinceMs;
  const smoothedMibPerS = state.smoothedMibPerS + SMOOTHING * (rate - state.smoothedMibPerS);
  return {
    last: { atMs, usedBytes },
    ratesMibPerS,
    smoothedMibPerS,
    sampleCount,
    proposed,
    proposedCount,
    reading: {
      phase: changes ? proposed : state.reading.phase,
      sinceMs,
      durationMs: atMs - sinceMs,
      rateBytesPerS: smoothedMibPerS * MIB,
      confidence: sampleCount < 3 ? 0 : Math.min(1, sampleCount / 30) / (1 + variance / 100),
    },
  };
}

function classify(rates: readonly number[], mean: number, variance: number): Phase {
  if (variance < STABLE_VARIANCE && Math.abs(mean) < LEAST_RATE) return "stable";
  const share = (along: number) => rates.filter((rate) => along * rate > LEAST_RATE).length / rates.length;
  if (mean > LEAST_RATE && share(1) > SAME_WAY_SHARE) return "growing";
  if (mean < -LEAST_RATE && share(-1) > SAME_WAY_SHARE) return "shrinking";
  return "volatile";
}
