import type { Phase } from "../phase/phase.ts";
import type { EstimatedBytes } from "./estimate.ts";
import type { Framework } from "./framework.ts";
import type { Work } from "./work.ts";

/** Will it run out: no, hardly any room, yes. */
export type Verdict = "OK" | "TIGHT" | "OOM";

/** What is known of one process on one device. */
export interface ProcessFacts {
  framework: Framework;
  work: Work;
  /** Null where the driver does not tell. */
  heldBytes: number | null;
  /** The most it has been seen to hold on this device; null where that is not known. */
  peakBytes: number | null;
  /** Null while too little is known. */
  phase: Phase | null;
  weights: EstimatedBytes | null;
  /** Share of its key-value cache in use, 0..1, as the engine says; null where it was not asked. */
  kvUseRatio: number | null;
}

export interface DeviceMemory {
  totalBytes: number;
  freeBytes: number;
}

/** Which rule decided, and the numbers it looked at. */
export type VerdictReason =
  | { rule: "kv_cache_full" | "kv_cache_high"; kvUseRatio: number; freeBytes: number }
  | { rule: "engine_little_free"; freeBytes: number }
  | { rule: "steady" | "steady_little_free"; phase: "stable" | "shrinking"; freeRatio: number }
  | { rule: "held_unknown"; freeRatio: number }
  | { rule: "at_peak"; peakBytes: number }
  | {
      rule: "fits" | "fits_barely" | "does_not_fit";
      needBytes: number;
      freeBytes: number;
      /** Whether the peak was seen or is an estimate. */
      peak: "observed" | "estimate";
    }
  | { rule: "estimate_alone"; needBytes: number; freeBytes: number }
  /** Its own verdict was `before`; all peaks together do not fit. */
  | { rule: "collective_pressure"; before: Verdict; peaksBytes: number; totalBytes: number };

export interface ProcessVerdict {
  verdict: Verdict;
  reason: VerdictReason;
  /** The reason in one sentence. */
  sentence: string;
}

const RANK: Record<Verdict, number> = { OK: 0, TIGHT: 1, OOM: 2 };

export const isWorse = (one: Verdict, than: Verdict): boolean => RANK[one] > RANK[than];

export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((worst, verdict) => (isWorse(verdict, worst) ? verdict : worst), "OK");
