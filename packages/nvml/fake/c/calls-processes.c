/* The nine process lists: three kinds, three versions, and a record length that a scenario may set per version. */
#include "library.h"

#include <string.h>

#define DECLARE(name) nvmlReturn_t name(nvmlDevice_t device, unsigned int *count, void *records)
DECLARE(nvmlDeviceGetComputeRunningProcesses);
DECLARE(nvmlDeviceGetComputeRunningProcesses_v2);
DECLARE(nvmlDeviceGetComputeRunningProcesses_v3);
DECLARE(nvmlDeviceGetGraphicsRunningProcesses);
DECLARE(nvmlDeviceGetGraphicsRunningProcesses_v2);
DECLARE(nvmlDeviceGetGraphicsRunningProcesses_v3);
DECLARE(nvmlDeviceGetMPSComputeRunningProcesses);
DECLARE(nvmlDeviceGetMPSComputeRunningProcesses_v2);
DECLARE(nvmlDeviceGetMPSComputeRunningProcesses_v3);
nvmlReturn_t nvmlDeviceGetRunningProcessDetailList(nvmlDevice_t device, void *list);

static bool is_listed(const struct call *call, const struct process *process, enum process_list list) {
  const struct instance *instance = call->instance;
  bool is_inside = instance == NULL || (process->gpu_instance == instance->gpu_instance &&
                                        process->compute_instance == instance->compute_instance);
  return is_inside && (process->lists & (unsigned int)list) != 0 && window_holds(&process->life, call->at_ms);
}

static unsigned int count_listed(const struct call *call, enum process_list list) {
  unsigned int count = 0;
  for (size_t i = 0; i < call->gpu->process_count; i++) count += is_listed(call, &call->gpu->processes[i], list);
  return count;
}

static void write_record(const struct process *process, int64_t at_ms, size_t stride, unsigned char *record) {
  nvmlProcessDetail_v1_t detail;
  memset(&detail, 0, sizeof detail);
  detail.pid = process->pid;
  detail.usedGpuMemory =
      process->used_known ? (unsigned long long)series_at(&process->used, at_ms) : NVML_VALUE_NOT_AVAILABLE;
  detail.gpuInstanceId = process->gpu_instance;
  detail.computeInstanceId = process->compute_instance;
  memcpy(record, &detail, stride);
}

static size_t version_of(const char *name) {
  size_t length = strlen(name);
  return name[length - 2] == 'v' ? (size_t)(name[length - 1] - '0') : 1;
}

static enum process_list list_of(const char *name) {
  if (strstr(name, "Graphics") != NULL) return LIST_GRAPHICS;
  return strstr(name, "MPS") != NULL ? LIST_MPS : LIST_COMPUTE;
}

static nvmlReturn_t answer_list(const char *name, nvmlDevice_t device, unsigned int *count, unsigned char *records) {
  struct call call = enter_any_device(name, device);
  if (call.code == NVML_SUCCESS && call.instance == NULL && call.gpu->mig.parent_denied) {
    call.code = NVML_ERROR_NO_PERMISSION;
  }
  if (call.code == NVML_SUCCESS && count == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  enum process_list list = list_of(name);
  unsigned int capacity = records == NULL ? 0 : *count;
  *count = count_listed(&call, list);
  if (*count > capacity) return leave(&call, NVML_ERROR_INSUFFICIENT_SIZE);
  size_t stride = call.scenario->strides[version_of(name)];
  for (size_t i = 0; i < call.gpu->process_count; i++) {
    if (!is_listed(&call, &call.gpu->processes[i], list)) continue;
    write_record(&call.gpu->processes[i], call.at_ms, stride, records);
    records += stride;
  }
  return leave(&call, NVML_SUCCESS);
}

#define DEFINE(name) \
  DECLARE(name) { return answer_list(__func__, device, count, records); }
DEFINE(nvmlDeviceGetComputeRunningProcesses)
DEFINE(nvmlDeviceGetComputeRunningProcesses_v2)
DEFINE(nvmlDeviceGetComputeRunningProcesses_v3)
DEFINE(nvmlDeviceGetGraphicsRunningProcesses)
DEFINE(nvmlDeviceGetGraphicsRunningProcesses_v2)
DEFINE(nvmlDeviceGetGraphicsRunningProcesses_v3)
DEFINE(nvmlDeviceGetMPSComputeRunningProcesses)
DEFINE(nvmlDeviceGetMPSComputeRunningProcesses_v2)
DEFINE(nvmlDeviceGetMPSComputeRunningProcesses_v3)

/* Of use for confidential computing alone, which none of the boards runs. */
nvmlReturn_t nvmlDeviceGetRunningProcessDetailList(nvmlDevice_t device, void *list) {
  (void)list;
  struct call call = enter_device(__func__, device);
  return leave(&call, call.code == NVML_SUCCESS ? NVML_ERROR_NOT_SUPPORTED : call.code);
}
