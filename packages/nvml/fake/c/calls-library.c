/* Opening, closing, versions, enumeration. */
#include "library.h"

#include <string.h>

nvmlReturn_t nvmlInit(void);
nvmlReturn_t nvmlInit_v2(void);
nvmlReturn_t nvmlInitWithFlags(unsigned int flags);
nvmlReturn_t nvmlShutdown(void);
const char *nvmlErrorString(nvmlReturn_t result);
nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned int length);
nvmlReturn_t nvmlSystemGetNVMLVersion(char *version, unsigned int length);
nvmlReturn_t nvmlSystemGetCudaDriverVersion(int *version);
nvmlReturn_t nvmlSystemGetCudaDriverVersion_v2(int *version);
nvmlReturn_t nvmlDeviceGetCount(unsigned int *count);
nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count);
nvmlReturn_t nvmlDeviceGetHandleByIndex(unsigned int index, nvmlDevice_t *device);
nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *device);

static nvmlReturn_t init(const char *name) {
  struct call call = enter_init(name);
  if (call.code == NVML_SUCCESS) generation_begin();
  return leave(&call, call.code);
}

nvmlReturn_t nvmlInit(void) { return init(__func__); }
nvmlReturn_t nvmlInit_v2(void) { return init(__func__); }
nvmlReturn_t nvmlInitWithFlags(unsigned int flags) {
  (void)flags; /* a fake GPU needs no attaching */
  return init(__func__);
}

/* The driver's own answers 0 to any number of calls. */
nvmlReturn_t nvmlShutdown(void) {
  struct call call = enter(__func__);
  if (call.code != NVML_ERROR_UNINITIALIZED) generation_end();
  return leave(&call, call.code == NVML_ERROR_UNINITIALIZED ? NVML_SUCCESS : call.code);
}

const char *nvmlErrorString(nvmlReturn_t result) {
  switch (result) {
    case NVML_SUCCESS: return "Success";
    case NVML_ERROR_UNINITIALIZED: return "Uninitialized";
    case NVML_ERROR_NOT_SUPPORTED: return "Not Supported";
    case NVML_ERROR_DRIVER_NOT_LOADED: return "Driver Not Loaded";
    case NVML_ERROR_GPU_IS_LOST: return "GPU is lost";
    case NVML_ERROR_LIB_RM_VERSION_MISMATCH: return "Driver/library version mismatch";
    default: return "Unknown Error";
  }
}

static nvmlReturn_t answer_version(const char *name, char *version, unsigned int length) {
  struct call call = enter(name);
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  const char *text = strstr(name, "NVML") != NULL ? call.scenario->nvml : driver_version(&call);
  size_t bytes = strlen(text) + 1;
  if (version == NULL) return leave(&call, NVML_ERROR_INVALID_ARGUMENT);
  if (bytes > length) return leave(&call, NVML_ERROR_INSUFFICIENT_SIZE);
  memcpy(version, text, bytes);
  return leave(&call, NVML_SUCCESS);
}

nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned int length) {
  return answer_version(__func__, version, length);
}

nvmlReturn_t nvmlSystemGetNVMLVersion(char *version, unsigned int length) {
  return answer_version(__func__, version, length);
}

static nvmlReturn_t answer_cuda(const char *name, int *version) {
  struct call call = enter(name);
  if (call.code == NVML_SUCCESS && version == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS) *version = call.scenario->cuda;
  return leave(&call, call.code);
}

nvmlReturn_t nvmlSystemGetCudaDriverVersion(int *version) { return answer_cuda(__func__, version); }
nvmlReturn_t nvmlSystemGetCudaDriverVersion_v2(int *version) { return answer_cuda(__func__, version); }

static nvmlReturn_t answer_count(const char *name, unsigned int *count) {
  struct call call = enter(name);
  if (call.code == NVML_SUCCESS && count == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS) *count = (unsigned int)call.scenario->gpu_count;
  return leave(&call, call.code);
}

nvmlReturn_t nvmlDeviceGetCount(unsigned int *count) { return answer_count(__func__, count); }
nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count) { return answer_count(__func__, count); }

static nvmlReturn_t answer_handle(const char *name, unsigned int index, nvmlDevice_t *device) {
  struct call call = enter_slot(name, index);
  if (device == NULL) return leave(&call, NVML_ERROR_INVALID_ARGUMENT);
  *device = call.code == NVML_SUCCESS ? handle_of(index) : NULL;
  return leave(&call, call.code);
}

nvmlReturn_t nvmlDeviceGetHandleByIndex(unsigned int index, nvmlDevice_t *device) {
  return answer_handle(__func__, index, device);
}

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *device) {
  return answer_handle(__func__, index, device);
}
