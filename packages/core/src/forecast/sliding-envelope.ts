import { ENVELOPE_S } from "./phase-start.ts";
import type { SampleRing } from "./sample-ring.ts";

/** History looked at, seconds; longer where samples are rare. */
const WINDOW_S = 2_400;

export interface LevelAt {
  timeS: number;
  /** Share of the total. */
  level: number;
}

/** Samples count from `phaseFromS` on, the envelope they make from `fromS` on. */
export interface HistorySpan {
  phaseFromS: number;
  fromS: number;
  /** Longest time between two peaks; shorter pauses of the envelope mean nothing. */
  longestDipS: number;
}

/** The highest level of the last 150 s at each entry, oldest first. */
export function slidingEnvelope(ring: SampleRing, span: HistorySpan): LevelAt[] {
  const nowS = ring.timeS(0);
  const shownFromS = Math.max(span.fromS, nowS - WINDOW_S);
  const countedFromS = Math.max(span.phaseFromS, nowS - WINDOW_S - ENVELOPE_S);
  const out: LevelAt[] = [];
  // Entries that can still become the highest, falling in level.
  const queue: LevelAt[] = [];
  let head = 0;
  for (let age = ring.size() - 1; age >= 0; age -= 1) {
    const entry = { timeS: ring.timeS(age), level: ring.level(age) };
    if (entry.timeS < countedFromS) continue;
    pushFalling(queue, head, entry);
    while (entry.timeS - (queue[head] ?? entry).timeS > ENVELOPE_S) head += 1;
    if (entry.timeS >= shownFromS) out.push({ timeS: entry.timeS, level: (queue[head] ?? entry).level });
  }
  return out;
}

function pushFalling(queue: LevelAt[], head: number, entry: LevelAt): void {
  while (queue.length > head && (queue[queue.length - 1] ?? entry).level <= entry.level) queue.pop();
  queue.push(entry);
}
