/** Where memory is going at this moment. */
export type Phase = "stable" | "growing" | "shrinking" | "volatile";

/** One reading of one device or process. Anything may be wrong with it: what cannot be used is left out. */
export interface PhaseSample {
  atMs: number;
  /** Null where the reading failed. */
  usedBytes: number | null;
  /** Null where the capacity is not known. */
  totalBytes: number | null;
}

export interface PhaseReading {
  phase: Phase;
  /** Clock of the samples when the phase began, which lies before it was noticed. */
  sinceMs: number;
  /** From `sinceMs` to the newest sample; at least 0. */
  durationMs: number;
  /** Negative while memory is given back. Without the single large steps that do not belong to a trend. */
  rateBytesPerS: number;
  /** 0..1: how much of the evidence the phase wants has been seen. 0 while nothing is known yet. */
  confidence: number;
}

export const UNKNOWN_PHASE: PhaseReading = {
  phase: "stable",
  sinceMs: 0,
  durationMs: 0,
  rateBytesPerS: 0,
  confidence: 0,
};
