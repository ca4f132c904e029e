/* Both versions of the memory call, and the confidential-computing size that marks a driver's age. */
#include "library.h"

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory);
nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory);
nvmlReturn_t nvmlDeviceGetConfComputeMemSizeInfo(nvmlDevice_t device, void *sizes);

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && memory == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  int64_t used = gpu_used(call.gpu, call.at_ms) + call.gpu->reserved;
  memory->total = (unsigned long long)call.gpu->total;
  memory->used = (unsigned long long)used;
  memory->free = (unsigned long long)(call.gpu->total - used);
  return leave(&call, NVML_SUCCESS);
}

nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && memory == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS && memory->version != NVML_MEMORY_V2) call.code = NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  int64_t used = gpu_used(call.gpu, call.at_ms);
  memory->total = (unsigned long long)call.gpu->total;
  memory->reserved = (unsigned long long)call.gpu->reserved;
  memory->used = (unsigned long long)used;
  memory->free = (unsigned long long)(call.gpu->total - call.gpu->reserved - used);
  return leave(&call, NVML_SUCCESS);
}

/* None of the boards runs confidential computing. */
nvmlReturn_t nvmlDeviceGetConfComputeMemSizeInfo(nvmlDevice_t device, void *sizes) {
  (void)sizes;
  struct call call = enter_device(__func__, device);
  return leave(&call, call.code == NVML_SUCCESS ? NVML_ERROR_NOT_SUPPORTED : call.code);
}
