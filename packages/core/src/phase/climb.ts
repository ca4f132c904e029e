import type { Threshold } from "./thresholds.ts";

/** Memory going one way: what a `Climb` follows upward it follows downward with every level negated. */
export interface Move {
  atMs: number;
  /** Which sample it came with, counted from the first. */
  sample: number;
  bytes: number;
}

/** The newest moves one way, without a way back of a whole turn between them. */
export interface Climb {
  /** The farthest level logged; memory has to pass it for the next move. */
  edgeBytes: number;
  edgeAtMs: number;
  edgeSample: number;
  /** Oldest first; never two of one sample. */
  moves: readonly Move[];
}

export interface Instant {
  atMs: number;
  bytes: number;
  /** Counted from the first. */
  sample: number;
  /** Usual distance of two samples. */
  stepMs: number;
}

/** Enough to cover 0.4 % of the capacity at the finest scale. */
const MOST_MOVES = 8;
/** Moves farther apart have nothing to do with each other. */
const LONGEST_PAUSE_MS = 600_000;
/** A pause this many times the usual longest ends the climb. */
const PAUSE_FACTOR = 3;
/** But never so few samples without a move: a reading can be late. */
const LEAST_PAUSE_SAMPLES = 3;

export const startClimb = (bytes: number, { atMs, sample }: Pick<Instant, "atMs" | "sample">): Climb => ({
  edgeBytes: bytes,
  edgeAtMs: atMs,
  edgeSample: sample,
  moves: [],
});

/** `turned`: memory came back by a whole turn; the climb, given as it was, is over. */
export function followClimb(climb: Climb, now: Instant, threshold: Threshold): { climb: Climb; turned: boolean } {
  const ahead = now.bytes - climb.edgeBytes;
  if (ahead >= threshold.moveBytes) return { climb: withMove(climb, now, ahead), turned: false };
  if (climb.moves.length === 0 && ahead < 0) return { climb: startClimb(now.bytes, now), turned: false };
  if (ahead <= -threshold.turnBytes) return { climb: startClimb(now.bytes, now), turned: true };
  return { climb, turned: false };
}

function withMove(climb: Climb, now: Instant, bytes: number): Climb {
  const kept = isAlive(climb, now) ? climb.moves.slice(-(MOST_MOVES - 1)) : [];
  const { atMs, sample } = now;
  return { edgeBytes: now.bytes, edgeAtMs: atMs, edgeSample: sample, moves: [...kept, { atMs, sample, bytes }] };
}

/**
 * How long the climb may pause before it is over, judged by its own pace: the longest pause but one, since a single long
 * one may lie between the climb and something older. 0 for one that moves with every sample.
 */
export function longestPauseMs({ moves }: Climb): number {
  const usualMs = usualPause(moves.map(({ atMs }) => atMs)) ?? LONGEST_PAUSE_MS;
  const everySample = (usualPause(moves.map(({ sample }) => sample)) ?? Infinity) <= 1;
  return everySample ? 0 : Math.min(LONGEST_PAUSE_MS, PAUSE_FACTOR * usualMs);
}

function usualPause(at: readonly number[]): number | null {
  const pauses = at.slice(1).map((value, index) => value - (at[index] ?? value));
  return pauses.toSorted((left, right) => left - right).at(pauses.length > 1 ? -2 : -1) ?? null;
}

export const isAlive = (climb: Climb, now: Instant): boolean =>
  now.sample - climb.edgeSample <= LEAST_PAUSE_SAMPLES || now.atMs - climb.edgeAtMs <= longestPauseMs(climb);
