export const MIB = 2 ** 20;

/** What a simulated job does with one GPU, as a function of its age: any instant can be asked, in any order. */
export interface Workload {
  /** Bytes held at an age in seconds; whole multiples of 2 MiB, as a headless Linux shows them; 0 = no context yet. */
  usedBytesAt(ageS: number): number;
  /** Share of time with at least one kernel, 0..1. */
  busyRatioAt(ageS: number): number;
  /** Share of the board's power range it draws while busy, 0..1. */
  intensityRatio: number;
  /** How much of the busy time the memory interface is busy too, 0..1. */
  memoryIntensityRatio: number;
}

export interface WorkloadSpec {
  seed: number;
  /** Whole memory of the GPU, MiB. */
  totalMib: number;
  /** The most this job ever holds, MiB; at most what the driver leaves of `totalMib`. */
  limitMib: number;
  /** How long the job runs, seconds; Infinity for a server nobody stops. */
  durationS: number;
}

export type WorkloadFactory = (spec: WorkloadSpec) => Workload;

/** Down to a multiple of 2 MiB, not below 0, in bytes. */
export function wholeBytes(mib: number): number {
  return Math.max(0, Math.floor(mib / 2)) * 2 * MIB;
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
