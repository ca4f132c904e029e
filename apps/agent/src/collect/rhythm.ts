/** Decides what is read when. Times are of a clock that only goes forward, in milliseconds. */

/** Process lists cost the driver's lock: on some machines 4 ms a call, against 12 us for memory. */
const PROCESSES_WHEN_MOVED_MS = 2_000;
const PROCESSES_AT_REST_MS = 5_000;
const PROCESSES_LONGEST_MS = 60_000;
/** A list that took long is read so rarely that it costs a hundredth of the time. */
const PROCESSES_COST_FACTOR = 100;
const SLOW_FACTS_MS = 10_000;
/** A call that a GPU does not support is tried again rarely: a mode may have been switched. */
export const UNSUPPORTED_MS = 60_000;
/** How often it is asked whether the library still shows what there is. */
export const GENERATION_CHECK_MS = 60_000;
/** Ticks come a little early or late; waiting one more for that would stretch 2 s to 3 s. */
const TOLERANCE = 0.9;

const RETRY_LONGEST_MS = 30_000;

export interface ListReading {
  atMs: number;
  /** How long the call took. */
  costMs: number;
  /** Used bytes of the GPU when the list was read. */
  usedBytes: number | null;
}

export function processesDue(nowMs: number, last: ListReading | null, usedBytes: number | null): boolean {
  if (last === null) return true;
  const base = usedBytes === last.usedBytes ? PROCESSES_AT_REST_MS : PROCESSES_WHEN_MOVED_MS;
  const everyMs = Math.max(base, Math.min(PROCESSES_LONGEST_MS, last.costMs * PROCESSES_COST_FACTOR));
  return nowMs - last.atMs >= everyMs * TOLERANCE;
}

export function slowFactsDue(nowMs: number, lastMs: number | null): boolean {
  return lastMs === null || nowMs - lastMs >= SLOW_FACTS_MS * TOLERANCE;
}

/** Pause before a failed GPU is asked, or a crashed thread started, again: 1, 2, 4, … 30 s. `failureCount` is at least 1. */
export function retryMs(failureCount: number): number {
  return Math.min(RETRY_LONGEST_MS, 1_000 * 2 ** Math.min(failureCount - 1, 10));
}

/**
 * Pause before the library is opened again. After it had worked (a driver being reloaded) 1, 2, 4, … 30 s; where it
 * never did, there is most likely no driver: 30 s.
 */
export function libraryRetryMs(failureCount: number, hadWorked: boolean): number {
  if (!hadWorked) return RETRY_LONGEST_MS;
  return retryMs(failureCount);
}
