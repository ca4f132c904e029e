import { FIRST_PHASE_STATE, nextPhase, type PhaseState } from "../next-phase.ts";
import type { PhaseReading, PhaseSample } from "../phase.ts";

export const MIB = 1_048_576;
export const GIB = 1_024 * MIB;
export const TOTAL_BYTES = 24 * GIB;

/** One sample a second from 0 on, in GiB of a 24 GiB board. */
export const everySecond = (usedGib: readonly number[]): PhaseSample[] =>
  usedGib.map((gib, second) => ({ atMs: 1_000 * second, usedBytes: gib * GIB, totalBytes: TOTAL_BYTES }));

export const held = (gib: number, samples: number): number[] => Array.from({ length: samples }, () => gib);

/** From the first value on, by `perSample`. */
export const ramp = (fromGib: number, perSample: number, samples: number): number[] =>
  Array.from({ length: samples }, (_, index) => fromGib + perSample * index);

export function follow(samples: readonly PhaseSample[], from: PhaseState = FIRST_PHASE_STATE): PhaseState {
  return samples.reduce(nextPhase, from);
}

export function readingsOf(samples: readonly PhaseSample[]): PhaseReading[] {
  let state = FIRST_PHASE_STATE;
  return samples.map((sample) => (state = nextPhase(state, sample)).reading);
}
