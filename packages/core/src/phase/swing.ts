import type { Instant } from "./climb.ts";
import { settledMs } from "./sample-clock.ts";
import type { Scale, Turn } from "./scale.ts";

/** Memory going up and down again and again. */
export interface Swing {
  sinceMs: number;
  /** Way gone over all legs and the part of them that remained, bytes; the net one is signed. */
  pathBytes: number;
  netBytes: number;
  /** The longest leg: a pause longer than that ends the swing. */
  longestLegMs: number;
  legCount: number;
}

const LEAST_TURNS = 3;
/** Slower movement is a row of phases of its own, unless samples are so rare that it cannot be told. */
const LONGEST_LEG_MS = 150_000;
const LONGEST_LEG_STEPS = 10;
/** Net change as a share of the way gone: above it the movement has a direction. */
const MOST_DIRECTION = 0.5;
/** A leg this many times the longest is a movement of its own. */
const LATE_FACTOR = 3;

/** The swing memory is in at this scale, or null. `stillMs`: for how long memory has not moved. */
export function swingOf(scale: Scale, now: Instant, stillMs: number): Swing | null {
  const turns = linkedTurns(scale.turns, Math.max(LONGEST_LEG_MS, LONGEST_LEG_STEPS * now.stepMs));
  const [first, last] = [turns[0], turns.at(-1)];
  if (first === undefined || last === undefined || turns.length < LEAST_TURNS) return null;
  let pathBytes = Math.abs(now.bytes - last.bytes);
  let longestLegMs = 0;
  turns.slice(1).forEach((turn, index) => {
    const before = turns[index] ?? turn;
    pathBytes += Math.abs(turn.bytes - before.bytes);
    longestLegMs = Math.max(longestLegMs, turn.atMs - before.atMs);
  });
  const netBytes = now.bytes - first.bytes;
  const restMs = settledMs(now.stepMs);
  const over = now.atMs - last.atMs > Math.max(LATE_FACTOR * longestLegMs, 2 * restMs) || stillMs > restMs;
  if (over || Math.abs(netBytes) > MOST_DIRECTION * pathBytes) return null;
  return { sinceMs: first.atMs, pathBytes, netBytes, longestLegMs, legCount: turns.length };
}

/** The newest turns that follow each other closely. */
function linkedTurns(turns: readonly Turn[], longestMs: number): readonly Turn[] {
  let from = turns.length - 1;
  while (from > 0 && (turns[from]?.atMs ?? 0) - (turns[from - 1]?.atMs ?? 0) <= longestMs) from -= 1;
  return turns.slice(Math.max(0, from));
}
