/** The rhythm of the samples, learnt from the samples. */
export interface SampleClock {
  firstMs: number;
  lastMs: number;
  /** Usual distance of two samples; null until there are two. */
  stepMs: number | null;
  sampleCount: number;
}

/** Shorter pauses are never gaps, whatever the rhythm. */
const SHORTEST_GAP_MS = 15_000;
/** A slow reading is late by less than this many steps. */
const GAP_STEPS = 10;
/** Share of the newest distance in the usual one. */
const LEARNING = 0.2;
/** The largest time a Date can hold. */
const LATEST_MS = 8.64e15;

export type ClockStep =
  | { kind: "next"; clock: SampleClock; elapsedMs: number }
  /** Nothing is known of what lies between the last sample and this one. */
  | { kind: "restart"; clock: SampleClock }
  /** Repeated, slightly out of order, or no time at all. */
  | { kind: "ignore" };

export const isTime = (atMs: number): boolean => Number.isFinite(atMs) && Math.abs(atMs) <= LATEST_MS;

export const startClock = (atMs: number): SampleClock => ({
  firstMs: atMs,
  lastMs: atMs,
  stepMs: null,
  sampleCount: 1,
});

export function stepClock(clock: SampleClock, atMs: number): ClockStep {
  if (!isTime(atMs)) return { kind: "ignore" };
  const elapsedMs = atMs - clock.lastMs;
  if (
    Math.abs(elapsedMs) > Math.max(SHORTEST_GAP_MS, GAP_STEPS * (clock.stepMs ?? 0)) &&
    !isFirstOfSlow(clock, elapsedMs)
  )
    return { kind: "restart", clock: startClock(atMs) };
  if (elapsedMs <= 0) return { kind: "ignore" };
  const stepMs = clock.stepMs === null ? elapsedMs : clock.stepMs + LEARNING * (elapsedMs - clock.stepMs);
  return { kind: "next", clock: { ...clock, lastMs: atMs, stepMs, sampleCount: clock.sampleCount + 1 }, elapsedMs };
}

/** Samples once a minute: the first distance is the rhythm, not a gap. */
const isFirstOfSlow = (clock: SampleClock, elapsedMs: number): boolean =>
  clock.stepMs === null && elapsedMs > 0 && elapsedMs <= LONGEST_STEP_MS;

const LONGEST_STEP_MS = 300_000;

const SETTLED_MS = 15_000;
const SETTLED_STEPS = 20;

/** A level held for longer is no part of an up and down. */
export const settledMs = (stepMs: number): number => Math.max(SETTLED_MS, SETTLED_STEPS * stepMs);
