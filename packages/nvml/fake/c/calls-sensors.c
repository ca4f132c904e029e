/* Utilisation, temperature, power, clocks. What a scenario does not give is not supported. */
#include "answers.h"

nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *utilization);
nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t device, unsigned int sensor, unsigned int *temperature);
nvmlReturn_t nvmlDeviceGetTemperatureV(nvmlDevice_t device, nvmlTemperature_t *temperature);
nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned int *power);
nvmlReturn_t nvmlDeviceGetEnforcedPowerLimit(nvmlDevice_t device, unsigned int *limit);
nvmlReturn_t nvmlDeviceGetPowerManagementLimitConstraints(nvmlDevice_t device, unsigned int *least, unsigned int *most);
nvmlReturn_t nvmlDeviceGetClockInfo(nvmlDevice_t device, unsigned int kind, unsigned int *clock);
nvmlReturn_t nvmlDeviceGetMaxClockInfo(nvmlDevice_t device, unsigned int kind, unsigned int *clock);

nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *utilization) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->gpu_pct.count > 0 && call.gpu->mig.current == 0, utilization);
  if (code == NVML_SUCCESS) {
    utilization->gpu = (unsigned int)series_at(&call.gpu->gpu_pct, call.at_ms);
    utilization->memory = (unsigned int)series_at(&call.gpu->memory_pct, call.at_ms);
  }
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t device, unsigned int sensor, unsigned int *temperature) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && sensor != 0) call.code = NVML_ERROR_INVALID_ARGUMENT;
  return answer_series(&call, call.gpu == NULL ? NULL : &call.gpu->temperature_c, temperature);
}

nvmlReturn_t nvmlDeviceGetTemperatureV(nvmlDevice_t device, nvmlTemperature_t *temperature) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->temperature_c.count > 0, temperature);
  if (code == NVML_SUCCESS && temperature->version != NVML_TEMPERATURE_V1) code = NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
  if (code == NVML_SUCCESS && temperature->sensorType != 0) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code == NVML_SUCCESS) temperature->temperature = (int)series_at(&call.gpu->temperature_c, call.at_ms);
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned int *power) {
  struct call call = enter_device(__func__, device);
  return answer_series(&call, call.gpu == NULL ? NULL : &call.gpu->power_mw, power);
}

nvmlReturn_t nvmlDeviceGetEnforcedPowerLimit(nvmlDevice_t device, unsigned int *limit) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->has_power_limits, limit);
  if (code == NVML_SUCCESS) *limit = call.gpu->power_limit_mw;
  return leave(&call, code);
}

nvmlReturn_t nvmlDeviceGetPowerManagementLimitConstraints(nvmlDevice_t device, unsigned int *least,
                                                          unsigned int *most) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->has_power_limits, least);
  if (code == NVML_SUCCESS && most == NULL) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code == NVML_SUCCESS) {
    *least = call.gpu->power_min_mw;
    *most = call.gpu->power_max_mw;
  }
  return leave(&call, code);
}

static nvmlReturn_t answer_clock(const struct call *call, bool maximum, unsigned int kind, unsigned int *clock) {
  bool given = call->gpu != NULL && (maximum ? call->gpu->has_max_clocks : call->gpu->has_clocks);
  nvmlReturn_t code = check(call, given, clock);
  if (code == NVML_SUCCESS && kind >= CLOCK_KINDS) code = NVML_ERROR_INVALID_ARGUMENT;
  if (code == NVML_SUCCESS) *clock = (maximum ? call->gpu->max_clocks : call->gpu->clocks)[kind];
  return leave(call, code);
}

nvmlReturn_t nvmlDeviceGetClockInfo(nvmlDevice_t device, unsigned int kind, unsigned int *clock) {
  struct call call = enter_device(__func__, device);
  return answer_clock(&call, false, kind, clock);
}

nvmlReturn_t nvmlDeviceGetMaxClockInfo(nvmlDevice_t device, unsigned int kind, unsigned int *clock) {
  struct call call = enter_device(__func__, device);
  return answer_clock(&call, true, kind, clock);
}
