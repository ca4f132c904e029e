import { aimOf, type Aim } from "./aim.ts";
import { envelopeNodes } from "./envelope-nodes.ts";
import { fitMixture, type FitMixture } from "./fit-mixture.ts";
import type { NoForecastReason } from "./forecast.ts";
import { driftReason, hasReleased, historySpan, isTooShort, movementReason, waitReason } from "./gates.ts";
import { PhaseTracker } from "./phase-tracker.ts";

export interface MemorySample {
  atMs: number;
  usedBytes: number;
  /** Null where the device does not say. */
  totalBytes: number | null;
}

/** Where the growth leads, before calibration; times count from `atS` on the estimator's own clock. */
type Look = { kind: "none"; reason: NoForecastReason } | { kind: "growth"; mixture: FitMixture; aim: Aim; atS: number };

/** `agoS`: how long before the last sample the times of the mixture begin. */
export type Estimate =
  | { kind: "none"; reason: NoForecastReason }
  | { kind: "growth"; mixture: FitMixture; aim: Aim; agoS: number; totalBytes: number };

export interface Estimator {
  /** Wrong or repeated input (not finite, negative, older than the last) is left out; a clock set back starts anew. */
  observe(sample: MemorySample): void;
  estimate(): Estimate;
}

/** Clock steps back by more than this start a new history; smaller ones are samples out of order. */
const CLOCK_BACK_MS = 5_000;
/** The largest time a Date can hold. */
const LATEST_MS = 8.64e15;
/** Drivers hand out memory in pages of this size. */
const PAGE_BYTES = 2 * 1_048_576;

const isSize = (bytes: number) => Number.isFinite(bytes) && bytes >= 0;
const isTime = (atMs: number) => Number.isFinite(atMs) && Math.abs(atMs) <= LATEST_MS;
function isUsable(sample: MemorySample): sample is MemorySample & { totalBytes: number } {
  const { atMs, usedBytes, totalBytes } = sample;
  return isTime(atMs) && isSize(usedBytes) && totalBytes !== null && isSize(totalBytes) && totalBytes > 0;
}
const none = (reason: NoForecastReason): { kind: "none"; reason: NoForecastReason } => ({ kind: "none", reason });

/** Follows one device in constant memory; the work is done when an estimate is asked for. */
export function createEstimator(): Estimator {
  let tracker = new PhaseTracker();
  let startMs = 0;
  let lastMs: number | null = null;
  let total: number | null = null;
  let look: { revision: number; found: Look } | null = null;
  const lookAgain = (totalBytes: number): Look => {
    if (look?.revision !== tracker.revision) {
      look = { revision: tracker.revision, found: lookAt(tracker, totalBytes) };
    }
    return look.found;
  };
  return {
    observe(sample) {
      if (!isUsable(sample)) return;
      const { atMs, usedBytes, totalBytes } = sample;
      const isSetBack = lastMs !== null && atMs < lastMs - CLOCK_BACK_MS;
      if (lastMs === null || isSetBack || totalBytes !== total) {
        tracker = new PhaseTracker();
        look = null;
        startMs = atMs;
        total = totalBytes;
      } else if (atMs < lastMs) return;
      lastMs = atMs;
      tracker.add((atMs - startMs) / 1_000, Math.min(1, usedBytes / totalBytes));
    },
    estimate() {
      if (total === null) return none("unknown-total");
      const found = lookAgain(total);
      if (found.kind === "none") return found;
      if (hasReleased(tracker.phase, tracker.fallRatio())) return none("release");
      const { mixture, aim, atS } = found;
      return { kind: "growth", mixture, aim, agoS: tracker.nowS - atS, totalBytes: total };
    },
  };
}

function lookAt({ phase, nowS, ring }: PhaseTracker, totalBytes: number): Look {
  if (isTooShort(phase, nowS)) return none(waitReason(phase));
  const nodes = envelopeNodes(ring, historySpan(phase), nowS);
  const still = movementReason(nodes);
  if (still !== null) return none(still);
  const mixture = fitMixture(nodes, PAGE_BYTES / totalBytes);
  const drift = driftReason(mixture);
  return drift === null ? { kind: "growth", mixture, aim: aimOf(phase, nowS), atS: nowS } : none(drift);
}
