/**
 * Every struct the binding reads or writes: sizes and offsets in bytes. A test has C compilers assert each of them
 * (x86-64, and arm64 where there is a cross compiler) against declarations of their own.
 */
export const layouts = {
  nvmlMemory_t: { size: 24, total: 0, free: 8, used: 16 },
  nvmlMemory_v2_t: { size: 40, version: 0, total: 8, reserved: 16, free: 24, used: 32 },
  nvmlProcessDetail_v1_t: {
    size: 32,
    pid: 0,
    usedGpuMemory: 8,
    gpuInstanceId: 16,
    computeInstanceId: 20,
    usedGpuCcProtectedMemory: 24,
  },
  nvmlPciInfo_t: { size: 68, busIdLegacy: 0, domain: 16, bus: 20, device: 24, pciSubSystemId: 32, busId: 36 },
  nvmlUtilization_t: { size: 8, gpu: 0, memory: 4 },
  nvmlTemperature_t: { size: 12, version: 0, sensorType: 4, temperature: 8 },
  nvmlFieldValue_t: {
    size: 40,
    fieldId: 0,
    scopeId: 4,
    timestamp: 8,
    latencyUsec: 16,
    valueType: 24,
    nvmlReturn: 28,
    value: 32,
  },
  nvmlDeviceAttributes_t: {
    size: 40,
    multiprocessorCount: 0,
    sharedCopyEngineCount: 4,
    sharedDecoderCount: 8,
    sharedEncoderCount: 12,
    sharedJpegCount: 16,
    sharedOfaCount: 20,
    gpuInstanceSliceCount: 24,
    computeInstanceSliceCount: 28,
    memorySizeMB: 32,
  },
  nvmlEventData_t: { size: 32, device: 0, eventType: 8, eventData: 16, gpuInstanceId: 24, computeInstanceId: 28 },
  nvmlAccountingStats_t: {
    size: 56,
    gpuUtilization: 0,
    memoryUtilization: 4,
    maxMemoryUsage: 8,
    time: 16,
    startTime: 24,
    isRunning: 32,
    reserved: 36,
  },
} as const satisfies Record<string, { size: number } & Record<string, number>>;

/** NVML_STRUCT_VERSION: the struct's size, and its version in the top byte. */
export function structVersion(size: number, version: number): number {
  return size | (version << 24);
}
