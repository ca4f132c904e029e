/* What a GPU is. */
#include "answers.h"

#include <stdio.h>
#include <string.h>

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned int length);
nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned int length);
nvmlReturn_t nvmlDeviceGetPciInfo(nvmlDevice_t device, nvmlPciInfo_t *pci);
nvmlReturn_t nvmlDeviceGetPciInfo_v2(nvmlDevice_t device, nvmlPciInfo_t *pci);
nvmlReturn_t nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, nvmlPciInfo_t *pci);
nvmlReturn_t nvmlDeviceGetArchitecture(nvmlDevice_t device, unsigned int *architecture);
nvmlReturn_t nvmlDeviceGetCudaComputeCapability(nvmlDevice_t device, int *major, int *minor);
nvmlReturn_t nvmlDeviceGetVirtualizationMode(nvmlDevice_t device, unsigned int *mode);

nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned int length) {
  struct call call = enter_any_device(__func__, device);
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  if (call.instance == NULL) return answer_text(&call, call.gpu->name, name, length);
  char full[2 * TEXT_BYTES + sizeof " MIG "];
  snprintf(full, sizeof full, "%s MIG %s", call.gpu->name, call.instance->profile);
  return answer_text(&call, full, name, length);
}

nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned int length) {
  struct call call = enter_any_device(__func__, device);
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  return answer_text(&call, call.instance == NULL ? call.gpu->uuid : call.instance->uuid, uuid, length);
}

/* The older versions' structs end before busId and hold nothing of use after pciDeviceId. */
static nvmlReturn_t answer_pci(const char *name, nvmlDevice_t device, nvmlPciInfo_t *pci) {
  struct call call = enter_device(name, device);
  if (call.code == NVML_SUCCESS && pci == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  const struct gpu *gpu = call.gpu;
  snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "%04X:%02X:%02X.0", gpu->pci_domain & 0xFFFFu,
           gpu->pci_bus & 0xFFu, gpu->pci_device & 0xFFu);
  pci->domain = gpu->pci_domain;
  pci->bus = gpu->pci_bus;
  pci->device = gpu->pci_device;
  pci->pciDeviceId = 0x10DE;
  if (strstr(name, "_v3") != NULL) {
    pci->pciSubSystemId = 0x10DE;
    snprintf(pci->busId, sizeof pci->busId, "%08X:%02X:%02X.0", gpu->pci_domain, gpu->pci_bus, gpu->pci_device);
  }
  return leave(&call, NVML_SUCCESS);
}

nvmlReturn_t nvmlDeviceGetPciInfo(nvmlDevice_t device, nvmlPciInfo_t *pci) {
  return answer_pci(__func__, device, pci);
}

nvmlReturn_t nvmlDeviceGetPciInfo_v2(nvmlDevice_t device, nvmlPciInfo_t *pci) {
  return answer_pci(__func__, device, pci);
}

nvmlReturn_t nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, nvmlPciInfo_t *pci) {
  return answer_pci(__func__, device, pci);
}

nvmlReturn_t nvmlDeviceGetArchitecture(nvmlDevice_t device, unsigned int *architecture) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && architecture == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS) *architecture = call.gpu->architecture;
  return leave(&call, call.code);
}

nvmlReturn_t nvmlDeviceGetCudaComputeCapability(nvmlDevice_t device, int *major, int *minor) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && (major == NULL || minor == NULL)) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS) {
    *major = call.gpu->compute_major;
    *minor = call.gpu->compute_minor;
  }
  return leave(&call, call.code);
}

nvmlReturn_t nvmlDeviceGetVirtualizationMode(nvmlDevice_t device, unsigned int *mode) {
  struct call call = enter_device(__func__, device);
  const struct health *health = call.gpu == NULL ? NULL : &call.gpu->health;
  return answer_number(&call, health != NULL && health->has_virtualization, health == NULL ? 0 : health->virtualization,
                       mode);
}
