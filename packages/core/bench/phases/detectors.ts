import { FIRST_PHASE_STATE, nextPhase } from "../../src/phase/next-phase.ts";
import type { PhaseReading, PhaseSample } from "../../src/phase/phase.ts";
import { FIRST_CLASSIC_STATE, nextClassicPhase } from "../../src/phase/testing/classic-phase.ts";

export type Detector = (samples: readonly PhaseSample[]) => PhaseReading[];

export const shipped: Detector = (samples) => {
  let state = FIRST_PHASE_STATE;
  return samples.map((sample) => (state = nextPhase(state, sample)).reading);
};

export const classic: Detector = (samples) => {
  let state = FIRST_CLASSIC_STATE;
  return samples.map((sample) => (state = nextClassicPhase(state, sample)).reading);
};
