/** What kind of program ran; sets how much a change must matter. */
export type WorkloadPreset = "pytorch_training" | "inference_server" | "unknown";

/** An allocator's small steps are news in training; a server's cache is expected to breathe. */
const PRESET_FACTOR: Record<WorkloadPreset, number> = { pytorch_training: 0.5, inference_server: 2.5, unknown: 1 };

/**
 * The price of a change, in the samples' unit squared, for noise of the standard deviation `noiseSd`: 3 sd^2 ln n, times
 * the preset's factor. A lasting step of height D is reported if it lasts about penalty / D^2 samples.
 */
export function defaultPenalty(noiseSd: number, sampleCount: number, preset: WorkloadPreset = "unknown"): number {
  return PRESET_FACTOR[preset] * 3 * noiseSd * noiseSd * Math.log(Math.max(2, sampleCount));
}
