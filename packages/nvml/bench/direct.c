/*
 * The readings of nvml.ts beside this file as plain C calls: what they cost without a binding.
 *   direct LIBRARY GPUS ROUNDS     prints the median microseconds of a round
 */
#define _GNU_SOURCE
#include "../fake/c/nvml-abi.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_PROCESSES 1024
#define FIELDS 8

typedef nvmlReturn_t (*init_call)(void);
typedef nvmlReturn_t (*handle_call)(unsigned int, nvmlDevice_t *);
typedef nvmlReturn_t (*struct_call)(nvmlDevice_t, void *);
typedef nvmlReturn_t (*list_call)(nvmlDevice_t, unsigned int *, void *);
typedef nvmlReturn_t (*chosen_call)(nvmlDevice_t, unsigned int, unsigned int *);
typedef nvmlReturn_t (*fields_call)(nvmlDevice_t, int, nvmlFieldValue_t *);

static struct {
  struct_call memory, utilization, temperature, power, reasons, state, fan;
  list_call lists[3];
  chosen_call clock;
  fields_call fields;
} calls;

static const unsigned int FIELD_IDS[FIELDS] = {82, 83, 185, 186, 197, 198, 230, 74};
static unsigned char records[MAX_PROCESSES * 32];

static void *find(void *library, const char *name) {
  void *symbol = dlsym(library, name);
  if (symbol != NULL) return symbol;
  fprintf(stderr, "the library has no %s\n", name);
  exit(1);
}

static void bind(void *library) {
  calls.memory = (struct_call)find(library, "nvmlDeviceGetMemoryInfo_v2");
  calls.utilization = (struct_call)find(library, "nvmlDeviceGetUtilizationRates");
  calls.temperature = (struct_call)find(library, "nvmlDeviceGetTemperatureV");
  calls.power = (struct_call)find(library, "nvmlDeviceGetPowerUsage");
  calls.reasons = (struct_call)find(library, "nvmlDeviceGetCurrentClocksEventReasons");
  calls.state = (struct_call)find(library, "nvmlDeviceGetPerformanceState");
  calls.fan = (struct_call)find(library, "nvmlDeviceGetFanSpeed");
  calls.lists[0] = (list_call)find(library, "nvmlDeviceGetComputeRunningProcesses_v3");
  calls.lists[1] = (list_call)find(library, "nvmlDeviceGetGraphicsRunningProcesses_v3");
  calls.lists[2] = (list_call)find(library, "nvmlDeviceGetMPSComputeRunningProcesses_v3");
  calls.clock = (chosen_call)find(library, "nvmlDeviceGetClockInfo");
  calls.fields = (fields_call)find(library, "nvmlDeviceGetFieldValues");
}

static void must(nvmlReturn_t code) {
  if (code == NVML_SUCCESS) return;
  fprintf(stderr, "a call answered %d\n", code);
  exit(1);
}

static void read_gpu(nvmlDevice_t gpu) {
  nvmlMemory_v2_t memory = {.version = NVML_MEMORY_V2};
  nvmlUtilization_t utilization;
  nvmlTemperature_t temperature = {.version = NVML_TEMPERATURE_V1};
  nvmlFieldValue_t values[FIELDS];
  unsigned int number;
  unsigned long long reasons;
  must(calls.memory(gpu, &memory));
  for (int list = 0; list < 3; list++) {
    unsigned int count = MAX_PROCESSES;
    must(calls.lists[list](gpu, &count, records));
  }
  must(calls.utilization(gpu, &utilization));
  must(calls.temperature(gpu, &temperature));
  must(calls.power(gpu, &number));
  must(calls.clock(gpu, 0, &number));
  must(calls.clock(gpu, 2, &number));
  must(calls.reasons(gpu, &reasons));
  must(calls.state(gpu, &number));
  must(calls.fan(gpu, &number));
  memset(values, 0, sizeof values);
  for (int i = 0; i < FIELDS; i++) values[i].fieldId = FIELD_IDS[i];
  must(calls.fields(gpu, FIELDS, values));
}

static double now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

int main(int count, char **arguments) {
  void *library = count == 4 ? dlopen(arguments[1], RTLD_LAZY) : NULL;
  if (library == NULL) return fprintf(stderr, "usage: direct LIBRARY GPUS ROUNDS\n"), 1;
  int gpus = atoi(arguments[2]), rounds = atoi(arguments[3]);
  nvmlDevice_t handles[64];
  double *times = calloc((size_t)rounds, sizeof *times);
  if (times == NULL || gpus > 64 || rounds < 1) return 1;
  bind(library);
  must(((init_call)find(library, "nvmlInit_v2"))());
  for (int i = 0; i < gpus; i++) {
    must(((handle_call)find(library, "nvmlDeviceGetHandleByIndex_v2"))((unsigned int)i, &handles[i]));
  }
  for (int round = 0; round < rounds; round++) {
    double began_us = now_us();
    for (int i = 0; i < gpus; i++) read_gpu(handles[i]);
    times[round] = now_us() - began_us;
  }
  qsort(times, (size_t)rounds, sizeof *times, ascending);
  printf("%.1f\n", times[rounds / 2]);
  free(times);
  return 0;
}
