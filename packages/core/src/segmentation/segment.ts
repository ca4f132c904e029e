/** What memory did in a segment, in a person's words. */
export type SegmentLabel = "idle" | "load" | "stable" | "growing" | "shrinking" | "volatile" | "release";

/**
 * Which observation decided the label:
 * `level`: stays at one level; `floor`: at the level of a GPU at rest; `line`: a straight line explains it better than a
 * level; `drift`: too little for a line to pay, yet means of parts of it move steadily one way; `staircase`: several small
 * steps one way; `fast_rise`, `fast_fall`: faster than any leak, soon over; `scatter`: spread around its line;
 * `teeth`: up and down again and again; `excursion`: a few samples away from both neighbours.
 */
export type LabelRule =
  "level" | "floor" | "line" | "drift" | "staircase" | "fast_rise" | "fast_fall" | "scatter" | "teeth" | "excursion";

/** The numbers a label rests on. */
export interface SegmentEvidence {
  rule: LabelRule;
  sampleCount: number;
  /** From the first to the last sample; 0 for one sample. */
  durationS: number;
  /** Along the fitted line from the first to the last sample. */
  riseBytes: number;
  /** Standard deviation around the fitted line. */
  residualSdBytes: number;
  /** What counts as noise in this record. */
  noiseSdBytes: number;
  /** From the end of the previous segment to the start of this one; null at the start and after a gap. */
  stepBytes: number | null;
  /** Mean segments of the first stage that were joined. */
  meanSegmentCount: number;
  /** Turns between up and down among the joined parts; 0 where nothing was joined for its teeth. */
  reversalCount: number;
  /** Mean change between twelfths of the segment over its standard error; null for a few samples. */
  driftScore: number | null;
}

export interface Segment {
  startIndex: number;
  /** Exclusive. */
  endIndex: number;
  /** Time of the first sample. */
  startS: number;
  /** Time of the last sample: nothing is claimed of what follows it. */
  endS: number;
  label: SegmentLabel;
  meanBytes: number;
  minBytes: number;
  maxBytes: number;
  slopeBytesPerS: number;
  evidence: SegmentEvidence;
}
