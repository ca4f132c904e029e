import { findClimb, type SuddenRise } from "./climb.ts";
import { ENVELOPE_S, findShift, highest } from "./phase-start.ts";
import { fillS, noteDip, noteStep, noteTooth, noteTop, startPhase, type Phase, type PhaseCause } from "./phase.ts";
import { createSampleRing } from "./sample-ring.ts";

/** Within this share of the envelope a sample counts as being on it. */
const TOUCH_RATIO = 0.000_3;
const SHORTEST_GAP_S = 120;
/** Missing samples: this many times the usual distance. */
const GAP_FACTOR = 4;
const KEPT_RISES = 16;
const LARGE_STEP_RATIO = 0.002;

/** Follows one device's samples and restarts its phase at shifts and gaps. Constant memory. */
export class PhaseTracker {
  readonly ring = createSampleRing();
  phase: Phase = startPhase("first", 0);
  nowS = 0;
  /** Changes when something worth a new look has happened: every 5 s, or a large step. */
  revision = 0;
  private isEmpty = true;
  private usualGapS = 1;
  /** Highest level of the last 150 s, before the sample at hand. */
  private envelope = 0;
  private onEnvelopeS = 0;
  private lastRatio = 0;
  private rises: SuddenRise[] = [];

  /** How far the last sample lies below the highest level of late, as a share of the total. */
  fallRatio(): number {
    return Math.max(0, this.envelope - this.lastRatio);
  }

  /** Times must not go back. */
  add(timeS: number, ratio: number): void {
    const gapS = timeS - this.nowS;
    const isGap = gapS > Math.max(SHORTEST_GAP_S, GAP_FACTOR * this.usualGapS);
    if (this.isEmpty || isGap) this.begin(this.isEmpty ? "first" : "gap", timeS, ratio);
    else this.follow(timeS, ratio, gapS);
    this.nowS = timeS;
    this.lastRatio = ratio;
    this.isEmpty = false;
  }

  private begin(cause: PhaseCause, timeS: number, ratio: number): void {
    this.ring.clear();
    this.rises = [];
    this.ring.add(timeS, ratio);
    this.revision += 1;
    this.restart(cause, timeS);
  }

  private follow(timeS: number, ratio: number, gapS: number): void {
    this.usualGapS += 0.1 * (gapS - this.usualGapS);
    const step = this.measure(timeS, ratio);
    const isNew = this.ring.add(timeS, ratio) === "opened";
    if (isNew || step > LARGE_STEP_RATIO) this.revision += 1;
    if (isNew || step > 0) this.lookForShift(step);
    this.envelope = highest(this.ring, { fromS: 0, toS: ENVELOPE_S }, this.phase.fromS) ?? ratio;
  }

  /** Notes what a sample says about the phase; returns what it rose by above all before it. */
  private measure(timeS: number, ratio: number): number {
    const { phase, envelope } = this;
    const step = Math.max(0, ratio - envelope);
    if (timeS >= phase.fromS + fillS(phase)) noteStep(phase, step);
    if (ratio < envelope - TOUCH_RATIO) noteDip(phase, timeS - this.onEnvelopeS);
    else this.onEnvelopeS = timeS;
    noteTooth(phase, envelope, ratio);
    noteTop(phase, Math.max(envelope, ratio), timeS);
    return step;
  }

  private lookForShift(step: number): void {
    const shift = findShift(this.ring, this.phase);
    if (shift === null) return;
    const rise = shift.kind === "rise" ? { atS: shift.fromS, ratio: shift.ratio, stepRatio: step } : null;
    this.rises = rise === null ? [] : [...this.rises, rise].slice(-KEPT_RISES);
    const climb = findClimb(this.rises) ?? [];
    this.restart(shift.kind, climb[0]?.atS ?? shift.fromS);
    for (const { stepRatio, ratio } of climb) {
      noteStep(this.phase, stepRatio);
      this.phase.climbRatio = Math.max(this.phase.climbRatio, ratio);
    }
  }

  private restart(cause: PhaseCause, fromS: number): void {
    this.phase = startPhase(cause, fromS);
    this.onEnvelopeS = fromS;
    this.envelope = highest(this.ring, { fromS: 0, toS: ENVELOPE_S }, fromS) ?? 0;
  }
}
