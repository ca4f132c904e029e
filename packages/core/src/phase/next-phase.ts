import { judge } from "./judge.ts";
import { UNKNOWN_PHASE, type PhaseReading, type PhaseSample } from "./phase.ts";
import { moveOn, startMemory, type PhaseMemory } from "./phase-memory.ts";
import { readPhase } from "./read-phase.ts";
import { isTime, startClock, stepClock, type SampleClock } from "./sample-clock.ts";
import { capacityOf } from "./thresholds.ts";

/** One device or process, followed; `reading` is what to show. */
export interface PhaseState {
  reading: PhaseReading;
  memory: PhaseMemory | null;
}

/** Nothing is known before the first sample. */
export const FIRST_PHASE_STATE: PhaseState = { reading: UNKNOWN_PHASE, memory: null };

/**
 * Takes one sample in. Constant time and memory. A reading that cannot be used (null, not finite, negative, repeated,
 * slightly out of order) leaves the state as it is; after a gap or a clock set back everything starts anew.
 */
export function nextPhase(state: PhaseState, sample: PhaseSample): PhaseState {
  const { atMs, usedBytes, totalBytes } = sample;
  if (usedBytes === null || !isSize(usedBytes) || !isTime(atMs)) return state;
  const { memory } = state;
  if (memory === null) return start(startClock(atMs), usedBytes, usedBytes);
  const step = stepClock(memory.clock, atMs);
  if (step.kind === "ignore") return state;
  const peakBytes = Math.max(memory.peakBytes, usedBytes);
  if (step.kind === "restart") return start(step.clock, usedBytes, peakBytes);
  const capacityBytes = capacityOf(totalBytes, peakBytes);
  return advance(state, moveOn({ ...memory, clock: step.clock, peakBytes }, usedBytes, capacityBytes), capacityBytes);
}

/** Larger numbers are no memory, and their sums no numbers. */
const isSize = (bytes: number): boolean => bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER;

function start(clock: SampleClock, usedBytes: number, peakBytes: number): PhaseState {
  return {
    reading: { ...UNKNOWN_PHASE, sinceMs: clock.lastMs },
    memory: startMemory(clock, usedBytes, peakBytes),
  };
}

function advance({ reading }: PhaseState, memory: PhaseMemory, capacityBytes: number): PhaseState {
  const { clock, still, lastBytes } = memory;
  const now = { atMs: clock.lastMs, sample: clock.sampleCount, bytes: lastBytes, stepMs: clock.stepMs ?? 0 };
  return readPhase(reading, memory, judge(memory.scales, { now, capacityBytes, stillMs: clock.lastMs - still.atMs }));
}
