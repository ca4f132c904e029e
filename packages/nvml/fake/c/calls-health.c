/* Errors, throttling, energy, links: what a scenario does not give is not supported. */
#include "answers.h"

nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device, unsigned long long *energy);
nvmlReturn_t nvmlDeviceGetPerformanceState(nvmlDevice_t device, unsigned int *state);
nvmlReturn_t nvmlDeviceGetFanSpeed(nvmlDevice_t device, unsigned int *speed);
nvmlReturn_t nvmlDeviceGetCurrentClocksEventReasons(nvmlDevice_t device, unsigned long long *reasons);
nvmlReturn_t nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t device, unsigned long long *reasons);
nvmlReturn_t nvmlDeviceGetTemperatureThreshold(nvmlDevice_t device, unsigned int kind, unsigned int *temperature);
nvmlReturn_t nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, unsigned int kind, unsigned int period,
                                         unsigned long long *count);
nvmlReturn_t nvmlDeviceGetRetiredPages(nvmlDevice_t device, unsigned int cause, unsigned int *count,
                                       unsigned long long *addresses);
nvmlReturn_t nvmlDeviceGetRetiredPages_v2(nvmlDevice_t device, unsigned int cause, unsigned int *count,
                                          unsigned long long *addresses, unsigned long long *timestamps);
nvmlReturn_t nvmlDeviceGetRetiredPagesPendingStatus(nvmlDevice_t device, unsigned int *pending);
nvmlReturn_t nvmlDeviceGetRemappedRows(nvmlDevice_t device, unsigned int *correctable, unsigned int *uncorrectable,
                                       unsigned int *pending, unsigned int *failure);
nvmlReturn_t nvmlDeviceGetPcieThroughput(nvmlDevice_t device, unsigned int counter, unsigned int *rate);
nvmlReturn_t nvmlDeviceGetNvLinkState(nvmlDevice_t device, unsigned int link, unsigned int *active);

static const struct health *health_of(const struct call *call) { return call->gpu == NULL ? NULL : &call->gpu->health; }

nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device, unsigned long long *energy) {
  struct call call = enter_device(__func__, device);
  const struct health *health = health_of(&call);
  return answer_series64(&call, health == NULL ? NULL : &health->energy_mj, energy);
}

nvmlReturn_t nvmlDeviceGetPerformanceState(nvmlDevice_t device, unsigned int *state) {
  struct call call = enter_device(__func__, device);
  const struct health *health = health_of(&call);
  return answer_series(&call, health == NULL ? NULL : &health->performance_state, state);
}

nvmlReturn_t nvmlDeviceGetFanSpeed(nvmlDevice_t device, unsigned int *speed) {
  struct call call = enter_device(__func__, device);
  const struct health *health = health_of(&call);
  return answer_series(&call, health == NULL ? NULL : &health->fan_pct, speed);
}

static nvmlReturn_t answer_reasons(const char *name, nvmlDevice_t device, unsigned long long *reasons) {
  struct call call = enter_device(name, device);
  const struct health *health = health_of(&call);
  return answer_series64(&call, health == NULL ? NULL : &health->throttle_reasons, reasons);
}

nvmlReturn_t nvmlDeviceGetCurrentClocksEventReasons(nvmlDevice_t device, unsigned long long *reasons) {
  return answer_reasons(__func__, device, reasons);
}

nvmlReturn_t nvmlDeviceGetCurrentClocksThrottleReasons(nvmlDevice_t device, unsigned long long *reasons) {
  return answer_reasons(__func__, device, reasons);
}

nvmlReturn_t nvmlDeviceGetTemperatureThreshold(nvmlDevice_t device, unsigned int kind, unsigned int *temperature) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && kind >= MAX_THRESHOLDS) call.code = NVML_ERROR_INVALID_ARGUMENT;
  const struct health *health = call.code == NVML_SUCCESS ? health_of(&call) : NULL;
  return answer_number(&call, health != NULL && health->has_threshold[kind],
                       health == NULL ? 0 : health->thresholds_c[kind], temperature);
}

nvmlReturn_t nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, unsigned int kind, unsigned int period,
                                         unsigned long long *count) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && (kind >= ECC_KINDS || period >= ECC_PERIODS)) {
    call.code = NVML_ERROR_INVALID_ARGUMENT;
  }
  const struct health *health = call.code == NVML_SUCCESS ? health_of(&call) : NULL;
  return answer_series64(&call, health == NULL ? NULL : &health->ecc[kind][period], count);
}

/* Addresses and times are of no use to a monitor: zeros. */
static nvmlReturn_t answer_retired(const struct call *call, unsigned int cause, unsigned int *count,
                                   unsigned long long *lists[2]) {
  const struct health *health = health_of(call);
  nvmlReturn_t code = check(call, health != NULL && health->has_retired, count);
  if (code == NVML_SUCCESS && cause > 1) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code != NVML_SUCCESS) return leave(call, code);
  unsigned int capacity = *count;
  *count = health->retired[cause];
  if (*count > capacity) return leave(call, NVML_ERROR_INSUFFICIENT_SIZE);
  for (unsigned int i = 0; i < 2 * *count; i++) {
    if (lists[i % 2] != NULL) lists[i % 2][i / 2] = 0;
  }
  return leave(call, NVML_SUCCESS);
}

nvmlReturn_t nvmlDeviceGetRetiredPages(nvmlDevice_t device, unsigned int cause, unsigned int *count,
                                       unsigned long long *addresses) {
  struct call call = enter_device(__func__, device);
  return answer_retired(&call, cause, count, (unsigned long long *[]){addresses, NULL});
}

nvmlReturn_t nvmlDeviceGetRetiredPages_v2(nvmlDevice_t device, unsigned int cause, unsigned int *count,
                                          unsigned long long *addresses, unsigned long long *timestamps) {
  struct call call = enter_device(__func__, device);
  return answer_retired(&call, cause, count, (unsigned long long *[]){addresses, timestamps});
}

nvmlReturn_t nvmlDeviceGetRetiredPagesPendingStatus(nvmlDevice_t device, unsigned int *pending) {
  struct call call = enter_device(__func__, device);
  const struct health *health = health_of(&call);
  return answer_number(&call, health != NULL && health->has_retired, health == NULL ? 0 : health->retired_pending,
                       pending);
}

nvmlReturn_t nvmlDeviceGetRemappedRows(nvmlDevice_t device, unsigned int *correctable, unsigned int *uncorrectable,
                                       unsigned int *pending, unsigned int *failure) {
  struct call call = enter_device(__func__, device);
  const struct health *health = health_of(&call);
  unsigned int *outs[] = {correctable, uncorrectable, pending, failure};
  nvmlReturn_t code = check(&call, health != NULL && health->has_remapped && call.gpu->mig.current == 0, correctable);
  for (int i = 0; i < 4 && code == NVML_SUCCESS; i++) {
    if (outs[i] == NULL) code = NVML_ERROR_INVALID_ARGUMENT;
    else *outs[i] = health->remapped[i];
  }
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetPcieThroughput(nvmlDevice_t device, unsigned int counter, unsigned int *rate) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && counter > 1) call.code = NVML_ERROR_INVALID_ARGUMENT;
  const struct health *health = call.code == NVML_SUCCESS ? health_of(&call) : NULL;
  return answer_number(&call, health != NULL && health->has_pcie, health == NULL ? 0 : health->pcie_kb_per_s[counter],
                       rate);
}

nvmlReturn_t nvmlDeviceGetNvLinkState(nvmlDevice_t device, unsigned int link, unsigned int *active) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && link >= MAX_LINKS) call.code = NVML_ERROR_INVALID_ARGUMENT;
  const struct health *health = call.code == NVML_SUCCESS ? health_of(&call) : NULL;
  return answer_series(&call, health == NULL ? NULL : &health->links[link], active);
}
