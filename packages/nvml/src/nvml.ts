/**
 * NVML in its own terms (milliwatts, return codes), as plain types. Nothing here throws for what a driver may answer:
 * each reading is a value or a return code, because one failed field must not cost the others.
 */
export type NvmlReading<T> = { ok: true; value: T } | { ok: false; failure: NvmlFailure };

/** Who must act on a failure: leave the field empty, set the device aside, or re-open the library. */
export type FailureScope = "field" | "device" | "library";

export interface NvmlFailure {
  /** nvmlReturn_t; 13 where the library lacks the symbol. */
  code: number;
  /** e.g. "GPU_IS_LOST". */
  name: string;
  /** The C function that answered, e.g. "nvmlDeviceGetMemoryInfo_v2". */
  call: string;
  scope: FailureScope;
}

/** Bytes. `reserved` is null where only the first version of the call exists, which counts it as used. */
export interface NvmlMemory {
  totalBytes: number;
  usedBytes: number;
  freeBytes: number;
  reservedBytes: number | null;
}

export interface NvmlProcess {
  pid: number;
  /** Null where the driver answers "not available" (WSL, WDDM, some MIG set-ups). */
  usedBytes: number | null;
  kinds: ("compute" | "graphics" | "mps")[];
  /** Null without MIG. */
  gpuInstanceId: number | null;
  computeInstanceId: number | null;
}

export interface NvmlUtilization {
  /** Percent of time with at least one kernel. */
  gpuPct: number;
  /** Percent of time the memory interface was busy. */
  memoryPct: number;
}

export type NvmlClock = "graphics" | "sm" | "memory" | "video";

/** One GPU of this generation of the library: after `Nvml.shutdown` it must not be used. */
export interface NvmlDevice {
  uuid(): NvmlReading<string>;
  name(): NvmlReading<string>;
  /** As NVML prints it, e.g. "00000000:3B:00.0". */
  pciBusId(): NvmlReading<string>;
  /** Marketing name of the architecture, e.g. "Hopper". */
  architecture(): NvmlReading<string>;
  /** e.g. "9.0". */
  computeCapability(): NvmlReading<string>;
  memory(): NvmlReading<NvmlMemory>;
  /** Compute, graphics and MPS lists merged by pid (and MIG instance); a pid in two lists is one row. */
  processes(): NvmlReading<NvmlProcess[]>;
  utilization(): NvmlReading<NvmlUtilization>;
  temperatureC(): NvmlReading<number>;
  powerUsageMw(): NvmlReading<number>;
  enforcedPowerLimitMw(): NvmlReading<number>;
  /** Smallest and largest limit an administrator may set. */
  powerLimitRangeMw(): NvmlReading<{ minMw: number; maxMw: number }>;
  clockMhz(clock: NvmlClock): NvmlReading<number>;
  maxClockMhz(clock: NvmlClock): NvmlReading<number>;
}

/** An initialised library. */
export interface Nvml {
  readonly libraryPath: string;
  driverVersion(): NvmlReading<string>;
  nvmlVersion(): NvmlReading<string>;
  /** e.g. "12.8". */
  cudaVersion(): NvmlReading<string>;
  deviceCount(): NvmlReading<number>;
  /** A failed slot keeps its index: the caller shows it and retries. */
  device(slotIndex: number): NvmlReading<NvmlDevice>;
  /** Ends this generation; the library stays mapped, and `open` may be called again. */
  shutdown(): void;
}

export type NvmlUnavailableReason =
  | "no_library"
  | "no_driver"
  | "version_mismatch"
  | "no_permission"
  /** The library answers but sees no device: typical of a container started without GPUs. */
  | "no_devices"
  | "failed";

export interface NvmlUnavailable {
  reason: NvmlUnavailableReason;
  /** One or two sentences: what was found and what to do. */
  message: string;
}

/** Result of `open`. */
export type OpenedNvml = { ok: true; nvml: Nvml } | { ok: false; unavailable: NvmlUnavailable };
