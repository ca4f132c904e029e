import type { Phase, PhaseReading } from "../../src/phase/phase.ts";
import type { Hindsight, Recording } from "./recording.ts";

/** Counts, so that scores of several recordings can be added. */
export interface Score {
  judged: number;
  agreed: number;
  flips: number;
  /** Changes of phase in hindsight: what an online detector could at best do with. */
  changes: number;
  hours: number;
  /** One for each change: until it was noticed, or to its end where it was not. */
  delaysS: number[];
  missed: number;
}

const emptyScore = (): Score => ({
  judged: 0,
  agreed: 0,
  flips: 0,
  changes: 0,
  hours: 0,
  delaysS: [],
  missed: 0,
});

export function scoreOf({ samples }: Recording, readings: readonly PhaseReading[], hindsight: Hindsight): Score {
  const score = emptyScore();
  readings.forEach(({ phase }, index) => {
    const right = hindsight.phases[index] ?? null;
    if (right !== null) score.judged += 1;
    if (right === phase) score.agreed += 1;
    if (index > 0 && readings[index - 1]?.phase !== phase) score.flips += 1;
  });
  score.hours = ((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)) / 3_600_000;
  const known = hindsight.phases.filter((phase) => phase !== null);
  score.changes = known.filter((phase, index) => index > 0 && phase !== known[index - 1]).length;
  const noticed = (fromMs: number, toMs: number, phase: Phase) =>
    samples.find(({ atMs }, index) => atMs >= fromMs && atMs <= toMs && readings[index]?.phase === phase)?.atMs;
  for (const { fromMs, toMs, phase } of hindsight.changes) {
    const atMs = noticed(fromMs, toMs, phase);
    if (atMs === undefined) score.missed += 1;
    score.delaysS.push(((atMs ?? toMs) - fromMs) / 1_000);
  }
  return score;
}

export function addScores(scores: readonly Score[]): Score {
  const sum = emptyScore();
  for (const score of scores) {
    sum.judged += score.judged;
    sum.agreed += score.agreed;
    sum.flips += score.flips;
    sum.changes += score.changes;
    sum.hours += score.hours;
    sum.delaysS.push(...score.delaysS);
    sum.missed += score.missed;
  }
  return sum;
}

export interface Figures {
  agreementRatio: number | null;
  flipsPerH: number | null;
  changesPerH: number | null;
  delayMedianS: number | null;
  missedRatio: number | null;
}

/** Rates of shorter recordings say nothing. */
const SHORTEST_H = 2 / 60;

export function figuresOf({ judged, agreed, flips, changes, hours, delaysS, missed }: Score): Figures {
  const perHour = (count: number) => (hours >= SHORTEST_H ? count / hours : null);
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const sorted = delaysS.toSorted((left, right) => left - right);
  return {
    agreementRatio: ratio(agreed, judged),
    flipsPerH: perHour(flips),
    changesPerH: perHour(changes),
    delayMedianS: sorted[Math.floor(sorted.length / 2)] ?? null,
    missedRatio: ratio(missed, delaysS.length),
  };
}
