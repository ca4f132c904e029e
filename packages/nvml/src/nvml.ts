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

/**
 * Memory of its own, or the host's: of unified memory (GB10, Jetson) the driver gives no figures. Its total is then the
 * host's, and what the GPU uses is the sum over its processes: `unifiedUsedBytes`.
 */
export type NvmlDeviceMemory = ({ kind: "dedicated" } & NvmlMemory) | { kind: "unified" };

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

/** "shutdown" and "slowdown" are the hardware's; the maxima are where software begins to throttle. */
export type NvmlTemperatureThreshold = "shutdown" | "slowdown" | "memory_max" | "gpu_max";

/** Why the clocks are below what they could be. "idle" and "sw_power_cap" are ordinary; see `isAlarming`. */
export type NvmlThrottleReason =
  | "idle"
  | "application_clocks"
  | "sw_power_cap"
  | "hw_slowdown"
  | "sync_boost"
  | "sw_thermal"
  | "hw_thermal"
  | "hw_power_brake"
  | "display"
  /** A bit that no driver had when this was written. */
  | "other";

/**
 * Field values, all of which one call reads. Counters are cumulative: a decrease is a reset (or, of PCIe bytes, a wrap).
 * Margins are degrees Celsius below the limit, and may be negative.
 */
export type NvmlField =
  | "memoryTemperatureC"
  /** Since the driver was loaded. */
  | "energyMj"
  | "powerAverageMw"
  | "powerInstantMw"
  /** Of the module, e.g. with a Grace processor. */
  | "modulePowerAverageMw"
  | "modulePowerInstantMw"
  | "nvlinkCount"
  | "nvlinkTxDataKib"
  | "nvlinkRxDataKib"
  | "nvlinkTxRawKib"
  | "nvlinkRxRawKib"
  | "remappedRowsCorrectable"
  | "remappedRowsUncorrectable"
  /** 1: rows wait for a reset to be remapped. */
  | "remapPending"
  /** 1: a row could not be remapped. */
  | "remapFailed"
  | "shutdownMarginC"
  | "slowdownMarginC"
  | "memoryMaxMarginC"
  | "gpuMaxMarginC"
  | "pcieTxBytes"
  | "pcieRxBytes"
  /** See `recoveryActionOf`. */
  | "recoveryAction"
  | "throttledByPowerCapNs"
  | "throttledBySyncBoostNs"
  | "throttledBySwThermalNs"
  | "throttledByHwThermalNs"
  | "throttledByPowerBrakeNs";

export type NvmlEccKind = "corrected" | "uncorrected";
/** Since the driver was loaded, or in the GPU's life. */
export type NvmlEccPeriod = "volatile" | "aggregate";

/** Of GPUs before Ampere. */
export interface NvmlRetiredPages {
  singleBitCount: number;
  doubleBitCount: number;
  /** Pages wait for a reboot to be retired. */
  isPending: boolean;
}

/** Of Ampere and later; unsupported while MIG is on. */
export interface NvmlRemappedRows {
  correctableCount: number;
  uncorrectableCount: number;
  /** Rows wait for a reset of the GPU to be remapped. */
  isPending: boolean;
  hasFailed: boolean;
}

export type NvmlVirtualization = "none" | "passthrough" | "vgpu_guest" | "vgpu_host" | "vsga_host" | "unknown";

export interface NvmlMigMode {
  isEnabled: boolean;
  /** After the next reset of the GPU. */
  isPending: boolean;
}

export interface NvmlMigAttributes {
  multiprocessorCount: number;
  copyEngineCount: number;
  decoderCount: number;
  encoderCount: number;
  jpegCount: number;
  ofaCount: number;
  gpuInstanceSliceCount: number;
  computeInstanceSliceCount: number;
  memoryBytes: number;
}

/**
 * Good until MIG is reconfigured, which nothing tells: ask `migDevices` anew in each cycle. Compute instances of one
 * GPU instance share its memory: do not add them up.
 */
export interface NvmlMigDevice {
  /** The one identity: the other numbers are given anew at once. */
  uuid(): NvmlReading<string>;
  /** With its profile, e.g. "NVIDIA H100 80GB HBM3 MIG 1g.10gb". */
  name(): NvmlReading<string>;
  gpuInstanceId(): NvmlReading<number>;
  computeInstanceId(): NvmlReading<number>;
  attributes(): NvmlReading<NvmlMigAttributes>;
  memory(): NvmlReading<NvmlMemory>;
  processes(): NvmlReading<NvmlProcess[]>;
}

/** A slot that is not empty. */
export interface NvmlMigSlot {
  migSlotIndex: number;
  device: NvmlReading<NvmlMigDevice>;
}

export interface NvmlAccount {
  pid: number;
  /** The largest of its life on this GPU. */
  peakBytes: number | null;
  gpuPct: number | null;
  memoryPct: number | null;
  /** When it first used the GPU; Unix time. */
  startedAtMs: number;
  /** How long it used the GPU; null while it runs. */
  durationMs: number | null;
  isRunning: boolean;
}

export type NvmlEventKind =
  | "single_bit_ecc"
  | "double_bit_ecc"
  | "xid"
  | "power_source"
  | "mig_config"
  | "single_bit_ecc_storm"
  | "dram_retirement"
  | "dram_retirement_failure"
  | "non_fatal_poison"
  | "fatal_poison"
  | "gpu_unavailable"
  | "recovery_action";

export interface NvmlEvent {
  /** Null where the handle is none of those registered. */
  slotIndex: number | null;
  kind: NvmlEventKind | "unknown";
  /** The XID's number; null for other kinds, and where the driver does not know it. */
  xid: number | null;
  /** As the driver gave it. */
  data: number;
  gpuInstanceId: number | null;
  computeInstanceId: number | null;
}

export interface NvmlDrainedEvents {
  events: NvmlEvent[];
  /** There may be more: drain again at the next cycle. */
  isFull: boolean;
  /** The events before it stand. */
  failure: NvmlFailure | null;
  /** After a failure: do not drain before so long, as a persistent one returns at once. Else 0. */
  retryAfterMs: number;
}

/** Events since the registration. Ends with its generation, or by `close`. */
export interface NvmlEvents {
  /** Those of the wanted kinds that the GPU has; none is not a failure. After code 999 the set is closed. */
  register(slotIndex: number, kinds?: readonly NvmlEventKind[]): NvmlReading<NvmlEventKind[]>;
  /** Does not wait. At most `most` events, 256 by default. */
  drain(most?: number): NvmlDrainedEvents;
  close(): void;
}

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
  /** As `memory`, but tells unified memory from a failure. */
  deviceMemory(): NvmlReading<NvmlDeviceMemory>;
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
  /** On Ada and later some give way to the margins among the fields. */
  temperatureThresholdC(threshold: NvmlTemperatureThreshold): NvmlReading<number>;
  /** Since the driver was loaded; Volta and later. A decrease is a reset. */
  totalEnergyMj(): NvmlReading<number>;
  throttleReasons(): NvmlReading<NvmlThrottleReason[]>;
  /** 0 (fastest) to 15. */
  performanceState(): NvmlReading<number>;
  /** Of the speed intended at most; passively cooled boards have none. */
  fanPct(): NvmlReading<number>;
  /** One call for all; each has its own code. */
  fields<Name extends NvmlField>(names: readonly Name[]): Record<Name, NvmlReading<number>>;
  /** By link: whether it is up. Unsupported without NVLink. */
  nvlinks(): NvmlReading<boolean[]>;
  eccErrorCount(kind: NvmlEccKind, period: NvmlEccPeriod): NvmlReading<number>;
  retiredPages(): NvmlReading<NvmlRetiredPages>;
  remappedRows(): NvmlReading<NvmlRemappedRows>;
  /** Blocks for 20 ms while the driver samples: the fields' counters cost nothing. KB/s as NVML has it. */
  pcieThroughputKbPerS(direction: "tx" | "rx"): NvmlReading<number>;
  virtualization(): NvmlReading<NvmlVirtualization>;
  /** Unsupported (3): not capable. */
  migMode(): NvmlReading<NvmlMigMode>;
  /** Slots; 0 while MIG is off. */
  maxMigDevices(): NvmlReading<number>;
  /** Those of this moment, by slot; slots may be empty between them. */
  migDevices(): NvmlReading<NvmlMigSlot[]>;
  /** Only ever read: to switch it on is an administrator's decision. */
  isAccounting(): NvmlReading<boolean>;
  /** Of processes that run and that ended, until their places are used anew. */
  accountedPids(): NvmlReading<number[]>;
  /** Of a reused pid the latest: see `isAccountOf`. Code 6: none. */
  account(pid: number): NvmlReading<NvmlAccount>;
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
  openEvents(): NvmlReading<NvmlEvents>;
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
