import { estimatePeak } from "./estimate.ts";
import type { DeviceMemory, ProcessFacts, Verdict, VerdictReason } from "./verdict.ts";

/** A verdict without its words. */
export interface Judged {
  verdict: Verdict;
  reason: VerdictReason;
}

const MIB = 1_048_576;
const KV_HIGH = 0.9;
const KV_FULL = 0.99;
const VLLM_NO_ROOM_BYTES = 100 * MIB;
const SGLANG_LITTLE_BYTES = 200 * MIB;
const LITTLE_FREE_RATIO = 0.05;
/** Free memory this many times the need is room enough. */
const AMPLE = 1.5;

/** What one process would be told if it had the device to itself. Rules from the surest evidence to the weakest. */
export function judgeProcess(facts: ProcessFacts, device: DeviceMemory): Judged {
  return byEngine(facts, device) ?? bySteadiness(facts, device) ?? byNeed(facts, device);
}

/** Other engines, Ollama among them, tell nothing that the device does not. */
function byEngine({ framework, kvUseRatio }: ProcessFacts, { freeBytes }: DeviceMemory): Judged | null {
  if (framework === "sglang" && freeBytes < SGLANG_LITTLE_BYTES)
    return { verdict: "TIGHT", reason: { rule: "engine_little_free", freeBytes } };
  if (framework !== "vllm" || kvUseRatio === null || !(kvUseRatio > KV_HIGH)) return null;
  if (kvUseRatio >= KV_FULL && freeBytes < VLLM_NO_ROOM_BYTES)
    return { verdict: "OOM", reason: { rule: "kv_cache_full", kvUseRatio, freeBytes } };
  return { verdict: "TIGHT", reason: { rule: "kv_cache_high", kvUseRatio, freeBytes } };
}

function bySteadiness({ phase, heldBytes }: ProcessFacts, device: DeviceMemory): Judged | null {
  const freeRatio = freeRatioOf(device);
  const little = freeRatio < LITTLE_FREE_RATIO;
  const verdict: Verdict = little ? "TIGHT" : "OK";
  if (phase === "stable" || phase === "shrinking")
    return { verdict, reason: { rule: little ? "steady_little_free" : "steady", phase, freeRatio } };
  return heldBytes === null ? { verdict, reason: { rule: "held_unknown", freeRatio } } : null;
}

function byNeed(facts: ProcessFacts, { freeBytes }: DeviceMemory): Judged {
  const { heldBytes, seenBytes, peakBytes, peak } = peakOf(facts);
  const needBytes = peakBytes - heldBytes;
  if (needBytes <= 0) return { verdict: "OK", reason: { rule: "at_peak", peakBytes } };
  const reason = { needBytes, freeBytes, peak };
  if (freeBytes >= AMPLE * needBytes) return { verdict: "OK", reason: { rule: "fits", ...reason } };
  if (freeBytes >= needBytes) return { verdict: "TIGHT", reason: { rule: "fits_barely", ...reason } };
  const byEstimateAlone = freeBytes >= seenBytes - heldBytes;
  if (facts.framework === "unknown" && byEstimateAlone)
    return { verdict: "TIGHT", reason: { rule: "estimate_alone", needBytes, freeBytes } };
  return { verdict: "OOM", reason: { rule: "does_not_fit", ...reason } };
}

export interface Peak {
  heldBytes: number;
  /** The most it was seen to hold, now included. */
  seenBytes: number;
  peakBytes: number;
  peak: "observed" | "estimate";
}

/** The most a process is expected to hold: what it has held, or what its kind needs if that is more. */
export function peakOf(facts: ProcessFacts): Peak {
  const heldBytes = facts.heldBytes ?? 0;
  const seenBytes = Math.max(heldBytes, facts.peakBytes ?? 0);
  const estimateBytes = facts.heldBytes === null ? 0 : (estimatePeak({ ...facts, heldBytes })?.bytes ?? 0);
  const isEstimate = estimateBytes > seenBytes;
  return {
    heldBytes,
    seenBytes,
    peakBytes: isEstimate ? estimateBytes : seenBytes,
    peak: isEstimate ? "estimate" : "observed",
  };
}

const freeRatioOf = ({ totalBytes, freeBytes }: DeviceMemory): number => (totalBytes > 0 ? freeBytes / totalBytes : 0);
