/* MIG: the mode of a GPU, and the devices in its slots. */
#include "answers.h"

nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned int *current, unsigned int *pending);
nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned int *count);
nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned int index, nvmlDevice_t *mig);
nvmlReturn_t nvmlDeviceGetGpuInstanceId(nvmlDevice_t device, unsigned int *id);
nvmlReturn_t nvmlDeviceGetComputeInstanceId(nvmlDevice_t device, unsigned int *id);
nvmlReturn_t nvmlDeviceGetAttributes_v2(nvmlDevice_t device, nvmlDeviceAttributes_t *attributes);

nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned int *current, unsigned int *pending) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->mig.capable, current);
  if (code == NVML_SUCCESS && pending == NULL) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code == NVML_SUCCESS) {
    *current = call.gpu->mig.current;
    *pending = call.gpu->mig.pending;
  }
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned int *count) {
  struct call call = enter_device(__func__, device);
  bool on = call.gpu != NULL && call.gpu->mig.current != 0;
  return answer_number(&call, true, on ? call.gpu->mig.most : 0, count);
}

nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned int index, nvmlDevice_t *mig) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->mig.current != 0, mig);
  if (code == NVML_SUCCESS && index >= call.gpu->mig.most) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code == NVML_SUCCESS && instance_at(call.gpu, index, call.at_ms) == NULL) code = NVML_ERROR_NOT_FOUND;
  if (mig != NULL) *mig = code == NVML_SUCCESS ? handle_of_instance(device, index) : NULL;
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetGpuInstanceId(nvmlDevice_t device, unsigned int *id) {
  struct call call = enter_any_device(__func__, device);
  bool given = call.instance != NULL;
  return answer_number(&call, given, given ? (unsigned int)call.instance->gpu_instance : 0, id);
}

nvmlReturn_t nvmlDeviceGetComputeInstanceId(nvmlDevice_t device, unsigned int *id) {
  struct call call = enter_any_device(__func__, device);
  bool given = call.instance != NULL;
  return answer_number(&call, given, given ? (unsigned int)call.instance->compute_instance : 0, id);
}

nvmlReturn_t nvmlDeviceGetAttributes_v2(nvmlDevice_t device, nvmlDeviceAttributes_t *attributes) {
  struct call call = enter_any_device(__func__, device);
  nvmlReturn_t code = check(&call, call.instance != NULL, attributes);
  if (code == NVML_SUCCESS) {
    unsigned int slices = (unsigned int)call.instance->slices;
    *attributes = (nvmlDeviceAttributes_t){.multiprocessorCount = (unsigned int)call.instance->multiprocessors,
                                           .sharedCopyEngineCount = 1,
                                           .gpuInstanceSliceCount = slices,
                                           .computeInstanceSliceCount = slices,
                                           .memorySizeMB = (unsigned long long)call.instance->total >> 20};
  }
  return leave(&call, code);
}
