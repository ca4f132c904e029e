/* Both versions of the memory call, and the confidential-computing size that marks a driver's age. */
#include "library.h"

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory);
nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory);
nvmlReturn_t nvmlDeviceGetConfComputeMemSizeInfo(nvmlDevice_t device, void *sizes);

struct use {
  int64_t total, reserved, used;
};

/* Of the GPU, or of a MIG device. The reading of a GPU cut up by MIG may be an administrator's alone. */
static nvmlReturn_t measure(const struct call *call, struct use *use) {
  if (call->instance != NULL) {
    *use = (struct use){call->instance->total, call->instance->reserved,
                        instance_used(call->gpu, call->instance, call->at_ms)};
    return NVML_SUCCESS;
  }
  if (call->gpu->mig.parent_denied) return NVML_ERROR_NO_PERMISSION;
  *use = (struct use){call->gpu->total, call->gpu->reserved, gpu_used(call->gpu, call->at_ms)};
  return NVML_SUCCESS;
}

nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
  struct call call = enter_any_device(__func__, device);
  struct use use = {0};
  if (call.code == NVML_SUCCESS && memory == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS) call.code = measure(&call, &use);
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  memory->total = (unsigned long long)use.total;
  memory->used = (unsigned long long)(use.used + use.reserved);
  memory->free = (unsigned long long)(use.total - use.used - use.reserved);
  return leave(&call, NVML_SUCCESS);
}

nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, nvmlMemory_v2_t *memory) {
  struct call call = enter_any_device(__func__, device);
  struct use use = {0};
  if (call.code == NVML_SUCCESS && memory == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS && memory->version != NVML_MEMORY_V2) call.code = NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
  if (call.code == NVML_SUCCESS) call.code = measure(&call, &use);
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  memory->total = (unsigned long long)use.total;
  memory->reserved = (unsigned long long)use.reserved;
  memory->used = (unsigned long long)use.used;
  memory->free = (unsigned long long)(use.total - use.reserved - use.used);
  return leave(&call, NVML_SUCCESS);
}

/* None of the boards runs confidential computing. */
nvmlReturn_t nvmlDeviceGetConfComputeMemSizeInfo(nvmlDevice_t device, void *sizes) {
  (void)sizes;
  struct call call = enter_device(__func__, device);
  return leave(&call, call.code == NVML_SUCCESS ? NVML_ERROR_NOT_SUPPORTED : call.code);
}
