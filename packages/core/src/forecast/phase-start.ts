import { BUCKET_S, type SampleRing } from "./sample-ring.ts";

/** Teeth are at most this far apart: the highest level of this many seconds is the level that must fit. */
export const ENVELOPE_S = 150;
/** Share of the capacity that counts as a shift when it comes or goes at once. */
const SHIFT_RATIO = 0.04;
const AT_ONCE_S = 30;
/** A phase that already grows may grow this much faster before it counts as a shift. */
const FASTER = 1.3;
/** Teeth differ: their peaks may lie so far apart, as a share of their height, but not farther than `MOST_UNEVEN`. */
const UNEVEN = 0.45;
const MOST_UNEVEN = 0.07;

/** Highest level among entries aged `fromS` up to `toS` seconds, not older than the phase; null when there is none. */
export function highest(ring: SampleRing, span: { fromS: number; toS: number }, phaseFromS: number): number | null {
  const nowS = ring.timeS(0);
  let most: number | null = null;
  for (let age = 0; age < ring.size(); age += 1) {
    const timeS = ring.timeS(age);
    if (nowS - timeS > span.toS || timeS < phaseFromS) break;
    if (nowS - timeS >= span.fromS && (most === null || ring.level(age) > most)) most = ring.level(age);
  }
  return most;
}

export type Shift = { kind: "rise"; fromS: number; ratio: number } | { kind: "fall"; fromS: number };

/** The part of a phase that says what is no shift. */
interface Usual {
  fromS: number;
  /** Steps up to this belong to the phase. */
  climbRatio: number;
  toothDepths: readonly [number, number];
}

/** Levels are shares of the capacity. Called when an entry has been closed. */
export function findShift(ring: SampleRing, phase: Usual): Shift | null {
  const phaseFromS = phase.fromS;
  const nowS = ring.timeS(0);
  const now = highest(ring, { fromS: 0, toS: ENVELOPE_S }, phaseFromS);
  const before = highest(ring, { fromS: ENVELOPE_S + 0.001, toS: 2 * ENVELOPE_S }, phaseFromS);
  if (now === null) return null;
  const uneven = Math.min(MOST_UNEVEN, UNEVEN * phase.toothDepths[1]);
  if (before !== null && before - now > Math.max(SHIFT_RATIO, uneven))
    return { kind: "fall", fromS: nowS - ENVELOPE_S + BUCKET_S };
  const earlier = envelopeBefore(ring, AT_ONCE_S, phaseFromS);
  if (earlier === null) return null;
  const rise = now - earlier;
  const usual = usualRise(ring, earlier, phaseFromS);
  return rise > Math.max(SHIFT_RATIO, FASTER * Math.max(usual, phase.climbRatio), uneven + Math.max(0, usual))
    ? { kind: "rise", fromS: nowS, ratio: rise }
    : null;
}

/** The envelope as it was `agoS` seconds ago, or one entry ago where entries are rarer. */
function envelopeBefore(ring: SampleRing, agoS: number, phaseFromS: number): number | null {
  const gapS = ring.size() > 1 ? ring.timeS(0) - ring.timeS(1) : 0;
  const fromS = Math.max(agoS, gapS);
  return highest(ring, { fromS, toS: fromS + ENVELOPE_S }, phaseFromS);
}

/** What the phase, once it is old enough to tell, rose by within the time teeth take. */
function usualRise(ring: SampleRing, earlier: number, phaseFromS: number): number {
  if (ring.timeS(0) - phaseFromS < ENVELOPE_S + 2 * AT_ONCE_S) return 0;
  const old = envelopeBefore(ring, ENVELOPE_S + AT_ONCE_S, phaseFromS);
  return old === null ? 0 : earlier - old;
}
