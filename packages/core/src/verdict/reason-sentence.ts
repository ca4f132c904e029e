import type { VerdictReason } from "./verdict.ts";

const MIB = 1_048_576;
const GIB = 1_024 * MIB;

/** The reason in one sentence, for a person. */
export function reasonSentence(reason: VerdictReason): string {
  if ("kvUseRatio" in reason) return cacheSentence(reason);
  if ("freeRatio" in reason) return levelSentence(reason);
  if ("needBytes" in reason) return needSentence(reason);
  switch (reason.rule) {
    case "engine_little_free":
      return `SGLang needs some memory beside its pool, and only ${size(reason.freeBytes)} of the GPU is free.`;
    case "at_peak":
      return `It holds the most it is expected to need, ${size(reason.peakBytes)}.`;
    case "collective_pressure":
      return `The peaks of all processes come to ${size(reason.peaksBytes)}, more than the GPU's ${size(reason.totalBytes)}.`;
  }
}

function cacheSentence({ rule, kvUseRatio, freeBytes }: Extract<VerdictReason, { kvUseRatio: number }>): string {
  const cache = `Its KV cache is ${percent(kvUseRatio)} full`;
  if (rule === "kv_cache_high") return `${cache}: new requests wait, or running ones give way.`;
  return `${cache} and only ${size(freeBytes)} of the GPU is free.`;
}

function levelSentence(reason: Extract<VerdictReason, { freeRatio: number }>): string {
  const free = `${percent(reason.freeRatio)} of the GPU is free`;
  switch (reason.rule) {
    case "steady":
      return `Its memory is ${reason.phase} and ${free}.`;
    case "steady_little_free":
      return `Its memory is ${reason.phase}, but only ${free}.`;
    case "held_unknown":
      return `The driver does not say what it holds; ${free}.`;
  }
}

function needSentence(reason: Extract<VerdictReason, { needBytes: number }>): string {
  const need = size(reason.needBytes);
  const free = `${size(reason.freeBytes)} free`;
  switch (reason.rule) {
    case "estimate_alone":
      return `An estimate for programs of an unknown kind asks for ${need} more, with ${free}.`;
    case "fits":
      return `${claim(reason.peak)} ${need} more than now, which leaves room in the ${free}.`;
    case "fits_barely":
      return `${claim(reason.peak)} ${need} more than now, which barely fits into the ${free}.`;
    case "does_not_fit":
      return `${claim(reason.peak)} ${need} more than now, which does not fit into the ${free}.`;
  }
}

const claim = (peak: "observed" | "estimate"): string =>
  peak === "observed" ? "It has held" : "By an estimate it will need";

function size(bytes: number): string {
  if (bytes < GIB) return `${Math.round(bytes / MIB)} MiB`;
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

/** What is nearly full is not called full. */
function percent(ratio: number): string {
  const value = 100 * ratio;
  if (value > 99) return `${Math.floor(value)} %`;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`;
}
