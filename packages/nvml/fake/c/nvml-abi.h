/*
 * The part of NVML's C interface the fake answers. Layouts are facts of the driver's ABI (natural alignment on LP64),
 * asserted here so that a slip cannot compile; the binding's tests assert the same offsets on their own.
 */
#ifndef NVML_ABI_H
#define NVML_ABI_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

typedef int nvmlReturn_t;
typedef struct fake_device *nvmlDevice_t;

enum {
  NVML_SUCCESS = 0,
  NVML_ERROR_UNINITIALIZED = 1,
  NVML_ERROR_INVALID_ARGUMENT = 2,
  NVML_ERROR_NOT_SUPPORTED = 3,
  NVML_ERROR_NOT_FOUND = 6,
  NVML_ERROR_INSUFFICIENT_SIZE = 7,
  NVML_ERROR_DRIVER_NOT_LOADED = 9,
  NVML_ERROR_GPU_IS_LOST = 15,
  NVML_ERROR_ARGUMENT_VERSION_MISMATCH = 25,
  NVML_ERROR_UNKNOWN = 999
};

typedef struct {
  unsigned long long total;
  unsigned long long free;
  unsigned long long used;
} nvmlMemory_t;
static_assert(sizeof(nvmlMemory_t) == 24, "nvmlMemory_t");
static_assert(offsetof(nvmlMemory_t, free) == 8, "nvmlMemory_t.free");
static_assert(offsetof(nvmlMemory_t, used) == 16, "nvmlMemory_t.used");

typedef struct {
  unsigned int version;
  unsigned long long total;
  unsigned long long reserved;
  unsigned long long free;
  unsigned long long used;
} nvmlMemory_v2_t;
#define NVML_MEMORY_V2 0x02000028u
static_assert(sizeof(nvmlMemory_v2_t) == 40, "nvmlMemory_v2_t");
static_assert((sizeof(nvmlMemory_v2_t) | 2u << 24) == NVML_MEMORY_V2, "version of nvmlMemory_v2_t");
static_assert(offsetof(nvmlMemory_v2_t, total) == 8, "nvmlMemory_v2_t.total");
static_assert(offsetof(nvmlMemory_v2_t, reserved) == 16, "nvmlMemory_v2_t.reserved");
static_assert(offsetof(nvmlMemory_v2_t, free) == 24, "nvmlMemory_v2_t.free");
static_assert(offsetof(nvmlMemory_v2_t, used) == 32, "nvmlMemory_v2_t.used");

/* The longest of the three record layouts; the shorter ones are its beginning. */
typedef struct {
  unsigned int pid;
  unsigned long long usedGpuMemory;
  unsigned int gpuInstanceId;
  unsigned int computeInstanceId;
  unsigned long long usedGpuCcProtectedMemory;
} nvmlProcessDetail_v1_t;
static_assert(offsetof(nvmlProcessDetail_v1_t, usedGpuMemory) == 8, "process.usedGpuMemory");
static_assert(offsetof(nvmlProcessDetail_v1_t, gpuInstanceId) == 16, "a v1 record is 16 bytes");
static_assert(offsetof(nvmlProcessDetail_v1_t, computeInstanceId) == 20, "process.computeInstanceId");
static_assert(offsetof(nvmlProcessDetail_v1_t, usedGpuCcProtectedMemory) == 24, "a v2 record is 24 bytes");
static_assert(sizeof(nvmlProcessDetail_v1_t) == 32, "a record with protected memory is 32 bytes");

typedef struct {
  char busIdLegacy[16];
  unsigned int domain;
  unsigned int bus;
  unsigned int device;
  unsigned int pciDeviceId;
  unsigned int pciSubSystemId;
  char busId[32];
} nvmlPciInfo_t;
static_assert(sizeof(nvmlPciInfo_t) == 68, "nvmlPciInfo_t");
static_assert(offsetof(nvmlPciInfo_t, domain) == 16, "nvmlPciInfo_t.domain");
static_assert(offsetof(nvmlPciInfo_t, pciSubSystemId) == 32, "nvmlPciInfo_t.pciSubSystemId");
static_assert(offsetof(nvmlPciInfo_t, busId) == 36, "nvmlPciInfo_t.busId");

typedef struct {
  unsigned int gpu;
  unsigned int memory;
} nvmlUtilization_t;
static_assert(sizeof(nvmlUtilization_t) == 8, "nvmlUtilization_t");
static_assert(offsetof(nvmlUtilization_t, memory) == 4, "nvmlUtilization_t.memory");

typedef struct {
  unsigned int version;
  unsigned int sensorType;
  int temperature;
} nvmlTemperature_t;
#define NVML_TEMPERATURE_V1 0x0100000Cu
static_assert((sizeof(nvmlTemperature_t) | 1u << 24) == NVML_TEMPERATURE_V1, "version of nvmlTemperature_t");
static_assert(offsetof(nvmlTemperature_t, sensorType) == 4, "nvmlTemperature_t.sensorType");
static_assert(offsetof(nvmlTemperature_t, temperature) == 8, "nvmlTemperature_t.temperature");

#define NVML_VALUE_NOT_AVAILABLE 0xFFFFFFFFFFFFFFFFull
#define NVML_NO_INSTANCE 0xFFFFFFFFu

static_assert(sizeof(nvmlDevice_t) == 8, "handles are 8 bytes: this fake is for 64-bit machines");

#endif
