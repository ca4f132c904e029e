import type { Judgement } from "./judge.ts";
import type { Phase } from "./phase.ts";

/** What a confidence is made of. */
export interface Evidence {
  phase: Phase;
  judgement: Judgement;
  sampleCount: number;
  /** Since the phase began. */
  durationMs: number;
  stepMs: number;
}

/** Samples and time after which a level counts as held; both halve the doubt once each. */
const HALF_SAMPLES = 4;
const HALF_MS = 10_000;
/** While the newest samples speak for another phase. */
const CONTRADICTED = 0.5;
const LEGS_FOR_CERTAINTY = 6;

/** 0..1: how much of what the phase wants has been seen. */
export function confidenceOf(evidence: Evidence): number {
  const { judgement, phase } = evidence;
  if (phaseOf(judgement) !== phase) return CONTRADICTED * heldRatio(evidence);
  switch (judgement.kind) {
    case "still":
      return heldRatio(evidence);
    case "trend":
      return judgement.trend.strength * (0.5 + 0.5 * judgement.trend.freshness);
    case "swing": {
      const { legCount, netBytes, pathBytes } = judgement.swing;
      return Math.min(1, legCount / LEGS_FOR_CERTAINTY) * (1 - Math.abs(netBytes) / pathBytes);
    }
  }
}

export function phaseOf(judgement: Judgement): Phase {
  switch (judgement.kind) {
    case "still":
      return "stable";
    case "trend":
      return judgement.trend.direction;
    case "swing":
      return "volatile";
  }
}

function heldRatio({ sampleCount, durationMs, stepMs }: Evidence): number {
  const samples = Math.min(sampleCount - 1, durationMs / stepMs);
  return 1 - 2 ** -Math.max(0, Math.min(samples / HALF_SAMPLES, durationMs / HALF_MS));
}
