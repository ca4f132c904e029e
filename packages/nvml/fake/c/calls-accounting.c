/* Accounts of processes, running and ended. */
#include "answers.h"

nvmlReturn_t nvmlDeviceGetAccountingMode(nvmlDevice_t device, unsigned int *mode);
nvmlReturn_t nvmlDeviceGetAccountingPids(nvmlDevice_t device, unsigned int *count, unsigned int *pids);
nvmlReturn_t nvmlDeviceGetAccountingStats(nvmlDevice_t device, unsigned int pid, nvmlAccountingStats_t *stats);

/* MIG has none. */
static bool is_known(const struct call *call) {
  return call->gpu != NULL && call->gpu->accounting_known && call->gpu->mig.current == 0;
}

static bool is_on(const struct call *call) { return is_known(call) && call->gpu->accounting; }

nvmlReturn_t nvmlDeviceGetAccountingMode(nvmlDevice_t device, unsigned int *mode) {
  struct call call = enter_device(__func__, device);
  return answer_number(&call, is_known(&call), is_on(&call) ? 1 : 0, mode);
}

nvmlReturn_t nvmlDeviceGetAccountingPids(nvmlDevice_t device, unsigned int *count, unsigned int *pids) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, is_on(&call), count);
  if (code != NVML_SUCCESS) return leave(&call, code);
  unsigned int capacity = pids == NULL ? 0 : *count;
  *count = (unsigned int)call.gpu->accounted_count;
  if (*count > capacity) return leave(&call, NVML_ERROR_INSUFFICIENT_SIZE);
  for (unsigned int i = 0; i < *count; i++) pids[i] = call.gpu->accounted[i].pid;
  return leave(&call, NVML_SUCCESS);
}

/* Of several with that pid the last one given, as a reused pid answers its latest. */
static const struct accounted *find(const struct gpu *gpu, unsigned int pid) {
  for (size_t i = gpu->accounted_count; i > 0; i--) {
    if (gpu->accounted[i - 1].pid == pid) return &gpu->accounted[i - 1];
  }
  return NULL;
}

nvmlReturn_t nvmlDeviceGetAccountingStats(nvmlDevice_t device, unsigned int pid, nvmlAccountingStats_t *stats) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, is_on(&call), stats);
  const struct accounted *found = code == NVML_SUCCESS ? find(call.gpu, pid) : NULL;
  if (code == NVML_SUCCESS && found == NULL) code = NVML_ERROR_NOT_FOUND;
  if (code != NVML_SUCCESS) return leave(&call, code);
  bool running = call.at_ms < found->ended_ms;
  *stats = (nvmlAccountingStats_t){
      .gpuUtilization = (unsigned int)found->gpu_pct,
      .memoryUtilization = (unsigned int)found->memory_pct,
      .maxMemoryUsage = found->peak < 0 ? NVML_VALUE_NOT_AVAILABLE : (unsigned long long)found->peak,
      .time = running ? 0 : (unsigned long long)found->time_ms,
      .startTime = (unsigned long long)found->start_us,
      .isRunning = running ? 1 : 0};
  return leave(&call, NVML_SUCCESS);
}
