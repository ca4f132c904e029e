import { medianOf } from "./order-statistic.ts";

/** Samples `start` up to `end` (exclusive) that were taken without a break. */
export interface Stretch {
  start: number;
  end: number;
}

/** A step this many times the median step is a break: a slow reading is late by less, an outage by more. */
const BREAK_STEPS = 10;

export interface Timeline {
  /** Seconds, as given but never falling inside a stretch: a clock set back a little reads as standing still. */
  atS: Float64Array;
  stretches: Stretch[];
  /** The usual distance of two samples; null where no two samples differ in time. */
  medianStepS: number | null;
}

/**
 * Finds where the recording was interrupted: where time jumps, forward or back, by more than ten median steps. Nothing
 * is known of the memory in between, so nothing may be fitted across it. `atS` must be finite.
 */
export function timelineOf(atS: Float64Array): Timeline {
  const medianStepS = medianStep(atS);
  const limitS = medianStepS === null ? Infinity : BREAK_STEPS * medianStepS;
  const monotone = atS.slice();
  const stretches: Stretch[] = [];
  let start = 0;
  for (let index = 1; index < atS.length; index++) {
    const stepS = (atS[index] ?? 0) - (atS[index - 1] ?? 0);
    if (Math.abs(stepS) > limitS) {
      stretches.push({ start, end: index });
      start = index;
    } else {
      monotone[index] = Math.max(monotone[index] ?? 0, monotone[index - 1] ?? 0);
    }
  }
  if (atS.length > 0) stretches.push({ start, end: atS.length });
  return { atS: monotone, stretches, medianStepS };
}

// Repeated and backward steps say nothing about the interval.
function medianStep(atS: Float64Array): number | null {
  const steps = new Float64Array(Math.max(0, atS.length - 1));
  let size = 0;
  for (let index = 1; index < atS.length; index++) {
    const stepS = (atS[index] ?? 0) - (atS[index - 1] ?? 0);
    if (stepS > 0) steps[size++] = stepS;
  }
  return size === 0 ? null : medianOf(steps.subarray(0, size));
}
