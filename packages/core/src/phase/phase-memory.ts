import type { Phase } from "./phase.ts";
import { settledMs, type SampleClock } from "./sample-clock.ts";
import { followScale, settle, startScale, type Scale } from "./scale.ts";
import { SCALE_RATIOS, thresholdOf } from "./thresholds.ts";

export interface Level {
  atMs: number;
  bytes: number;
}

/** Everything that is remembered of one device or process: some 500 numbers at most, however long it runs. */
export interface PhaseMemory {
  clock: SampleClock;
  scales: readonly Scale[];
  lastBytes: number;
  peakBytes: number;
  /** The level memory stands at, and since when. */
  still: Level;
  /** Where the phase began, or the last large step in it. */
  anchor: Level;
  /** What the newest samples speak for, and how many of them in a row. */
  proposed: Phase;
  proposedCount: number;
}

/** Movement within this share of the finest turn is standing still. */
const STILL_SHARE = 0.4;
/** A step by this share of the capacity from one sample to the next leads to another level. */
const LEVEL_STEP_RATIO = 0.01;

export function startMemory(clock: SampleClock, usedBytes: number, peakBytes: number): PhaseMemory {
  const level = { atMs: clock.lastMs, bytes: usedBytes };
  return {
    clock,
    scales: SCALE_RATIOS.map(() => startScale(usedBytes, { atMs: level.atMs, sample: clock.sampleCount })),
    lastBytes: usedBytes,
    peakBytes,
    still: level,
    anchor: level,
    proposed: "stable",
    proposedCount: 0,
  };
}

/** The memory after one more sample, taken at the newest time of its clock. */
export function moveOn(memory: PhaseMemory, usedBytes: number, capacityBytes: number): PhaseMemory {
  const { clock, still, anchor, lastBytes } = memory;
  const level = { atMs: clock.lastMs, bytes: usedBytes };
  const now = { ...level, sample: clock.sampleCount, stepMs: clock.stepMs ?? 0 };
  const thresholds = SCALE_RATIOS.map((ratio) => thresholdOf(ratio, capacityBytes));
  const finest = thresholdOf(SCALE_RATIOS[0], capacityBytes);
  const moves = Math.abs(usedBytes - still.bytes) >= STILL_SHARE * finest.turnBytes;
  const settled = now.atMs - still.atMs > settledMs(now.stepMs);
  const scales = moves && settled ? memory.scales.map(settle) : memory.scales;
  return {
    ...memory,
    lastBytes: usedBytes,
    scales: scales.map((scale, index) => followScale(scale, now, thresholds[index] ?? finest)),
    still: moves ? level : still,
    anchor: Math.abs(usedBytes - lastBytes) >= LEVEL_STEP_RATIO * capacityBytes ? level : anchor,
  };
}
