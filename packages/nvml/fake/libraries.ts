/**
 * Which symbols a fake library exports, after drivers that existed. The code behind them is the same, so a scenario
 * says what differs in behaviour (record strides, failing calls).
 */
const V3_PROCESSES = [
  "nvmlDeviceGetComputeRunningProcesses_v3",
  "nvmlDeviceGetGraphicsRunningProcesses_v3",
  "nvmlDeviceGetMPSComputeRunningProcesses_v3",
];
const V2_PROCESSES = [
  "nvmlDeviceGetComputeRunningProcesses_v2",
  "nvmlDeviceGetGraphicsRunningProcesses_v2",
  "nvmlDeviceGetMPSComputeRunningProcesses_v2",
];
const SINCE_535 = ["nvmlDeviceGetConfComputeMemSizeInfo"];
const SINCE_535_104 = ["nvmlDeviceGetRunningProcessDetailList"];
const SINCE_565 = ["nvmlDeviceGetTemperatureV"];

const SINCE_535_REASONS = ["nvmlDeviceGetCurrentClocksEventReasons"];
const SINCE_450 = [
  "nvmlDeviceGetMigMode",
  "nvmlDeviceGetMaxMigDeviceCount",
  "nvmlDeviceGetMigDeviceHandleByIndex",
  "nvmlDeviceGetGpuInstanceId",
  "nvmlDeviceGetComputeInstanceId",
  "nvmlDeviceGetAttributes_v2",
  "nvmlDeviceGetRemappedRows",
  "nvmlEventSetWait_v2",
];

const withheld = {
  current: [],
  /** Drivers 535.43 to 535.86, whose `_v3` process lists wrote 32-byte records: give `processStrides: { v3: 32 }`. */
  r535: [...SINCE_535_104, ...SINCE_565],
  /** No second version of the memory call, no third of the process lists. */
  r470: [
    "nvmlDeviceGetMemoryInfo_v2",
    ...V3_PROCESSES,
    ...SINCE_535,
    ...SINCE_535_REASONS,
    ...SINCE_535_104,
    ...SINCE_565,
  ],
  /** Nothing versioned at all. */
  unversioned: [
    "nvmlInit_v2",
    "nvmlInitWithFlags",
    "nvmlDeviceGetCount_v2",
    "nvmlDeviceGetHandleByIndex_v2",
    "nvmlSystemGetCudaDriverVersion_v2",
    "nvmlDeviceGetPciInfo_v2",
    "nvmlDeviceGetPciInfo_v3",
    "nvmlDeviceGetMemoryInfo_v2",
    "nvmlDeviceGetArchitecture",
    "nvmlDeviceGetMPSComputeRunningProcesses",
    "nvmlDeviceGetFieldValues",
    "nvmlDeviceGetRetiredPages_v2",
    "nvmlDeviceGetTotalEnergyConsumption",
    ...V2_PROCESSES,
    ...V3_PROCESSES,
    ...SINCE_450,
    ...SINCE_535,
    ...SINCE_535_REASONS,
    ...SINCE_535_104,
    ...SINCE_565,
  ],
  /** A shared object that is not NVML. */
  "not-nvml": ["nvmlInit", "nvmlInit_v2", "nvmlInitWithFlags"],
} as const;

export type FakeLibrary = keyof typeof withheld;

/** For the linker: an exact name under `local` wins over the pattern under `global`. */
export function versionScript(library: FakeLibrary): string {
  const names = withheld[library].map((name) => ` ${name};`).join("");
  return `{ global: nvml*; local:${names} *; };\n`;
}
