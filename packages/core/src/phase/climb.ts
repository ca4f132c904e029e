import type { Threshold } from "./thresholds.ts";

/** Memory going one way: what a `Climb` follows upward it follows downward with every level negated. */
export interface Move {
  atMs: number;
  bytes: number;
}

/** The newest moves one way, without a way back of a whole turn between them. */
export interface Climb {
  /** The farthest level logged; memory has to pass it for the next move. */
  edgeBytes: number;
  edgeAtMs: number;
  /** Oldest first; never two of one sample. */
  moves: readonly Move[];
}

export interface Instant {
  atMs: number;
  bytes: number;
  /** Usual distance of two samples. */
  stepMs: number;
}

/** Enough to cover 0.4 % of the capacity at the finest scale. */
const MOST_MOVES = 8;
/** Moves farther apart have nothing to do with each other. */
const LONGEST_PAUSE_MS = 600_000;
/** A pause this many times the usual longest ends the climb. */
const PAUSE_FACTOR = 3;
/** But never one of fewer samples: a reading can be late. */
const LEAST_PAUSE_STEPS = 2.5;

export const startClimb = (bytes: number, atMs: number): Climb => ({ edgeBytes: bytes, edgeAtMs: atMs, moves: [] });

/** `turned`: memory came back by a whole turn; the climb, given as it was, is over. */
export function followClimb(climb: Climb, now: Instant, threshold: Threshold): { climb: Climb; turned: boolean } {
  const ahead = now.bytes - climb.edgeBytes;
  if (ahead >= threshold.moveBytes) return { climb: withMove(climb, now, ahead), turned: false };
  if (climb.moves.length === 0 && ahead < 0) return { climb: startClimb(now.bytes, now.atMs), turned: false };
  if (ahead <= -threshold.turnBytes) return { climb: startClimb(now.bytes, now.atMs), turned: true };
  return { climb, turned: false };
}

function withMove(climb: Climb, now: Instant, bytes: number): Climb {
  const kept = isAlive(climb, now) ? climb.moves.slice(-(MOST_MOVES - 1)) : [];
  return { edgeBytes: now.bytes, edgeAtMs: now.atMs, moves: [...kept, { atMs: now.atMs, bytes }] };
}

/**
 * How long the climb may pause before it is over, judged by its own pace: the longest pause but one, since a single long
 * one may lie between the climb and something older.
 */
export function longestPauseMs(climb: Climb, stepMs: number): number {
  const pauses = climb.moves.slice(1).map((move, index) => move.atMs - (climb.moves[index]?.atMs ?? move.atMs));
  const usual = pauses.toSorted((left, right) => left - right).at(pauses.length > 1 ? -2 : -1) ?? LONGEST_PAUSE_MS;
  return Math.max(LEAST_PAUSE_STEPS * stepMs, Math.min(LONGEST_PAUSE_MS, PAUSE_FACTOR * usual));
}

export const isAlive = (climb: Climb, now: Instant): boolean =>
  now.atMs - climb.edgeAtMs <= longestPauseMs(climb, now.stepMs);
