import { confidenceOf, phaseOf } from "./confidence.ts";
import type { Judgement } from "./judge.ts";
import type { Phase, PhaseReading } from "./phase.ts";
import type { Level, PhaseMemory } from "./phase-memory.ts";

/** Samples in a row that have to agree on another phase. */
const CONFIRMING_SAMPLES = 2;
/** A rate over less time says nothing. */
const SHORTEST_RATE_MS = 10_000;

/** Holds the phase against what the newest sample speaks for: it changes when enough samples in a row agree. */
export function readPhase(
  before: PhaseReading,
  memory: PhaseMemory,
  judgement: Judgement,
): { reading: PhaseReading; memory: PhaseMemory } {
  const proposed = phaseOf(judgement);
  const proposedCount = proposed === memory.proposed ? memory.proposedCount + 1 : 1;
  const changes =
    proposed !== before.phase && proposedCount >= confirmingSamples(before.phase, proposed, memory.clock.stepMs);
  const phase = changes ? proposed : before.phase;
  const anchor = changes ? beginningOf(judgement, memory) : memory.anchor;
  const sinceMs = changes || phase === "stable" ? anchor.atMs : before.sinceMs;
  const next = { ...memory, proposed, proposedCount, anchor };
  const { lastMs, stepMs, sampleCount } = memory.clock;
  const durationMs = Math.max(0, lastMs - sinceMs);
  const evidence = { phase, judgement, sampleCount, durationMs, stepMs: stepMs ?? 0 };
  const rateBytesPerS = phase === proposed ? rateOf(judgement, next) : before.rateBytesPerS;
  return { reading: { phase, sinceMs, durationMs, rateBytesPerS, confidence: confidenceOf(evidence) }, memory: next };
}

/** Samples this far apart are not waited for: what they speak for has lasted. */
const SLOW_STEP_MS = 4_000;

/** A trend is over only after a pause that is long for it: that needs no second opinion. */
function confirmingSamples(before: Phase, proposed: Phase, stepMs: number | null): number {
  const sure = proposed === "stable" && before !== "volatile";
  return sure || (stepMs ?? 0) >= SLOW_STEP_MS ? 1 : CONFIRMING_SAMPLES;
}

function beginningOf(judgement: Judgement, { still, lastBytes }: PhaseMemory): Level {
  switch (judgement.kind) {
    case "still":
      return still;
    case "trend":
      return { atMs: judgement.trend.sinceMs, bytes: lastBytes };
    case "swing":
      return { atMs: judgement.swing.sinceMs, bytes: lastBytes };
  }
}

function rateOf(judgement: Judgement, { anchor, clock, lastBytes }: PhaseMemory): number {
  const perS = (bytes: number, fromMs: number) => (1_000 * bytes) / Math.max(SHORTEST_RATE_MS, clock.lastMs - fromMs);
  switch (judgement.kind) {
    case "still":
      return perS(lastBytes - anchor.bytes, anchor.atMs);
    case "trend":
      return judgement.trend.rateBytesPerS;
    case "swing":
      return perS(judgement.swing.netBytes, judgement.swing.sinceMs);
  }
}
