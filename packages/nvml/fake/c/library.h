/* One call into the library: the scenario of the moment, its faults, and the lock around both. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include "nvml-abi.h"
#include "scenario.h"

struct call {
  nvmlReturn_t code;
  /* Good until the call leaves, and only where code is NVML_SUCCESS. */
  const struct scenario *scenario;
  const struct gpu *gpu;
  int64_t at_ms;
};

/* Each enter takes the lock, whatever the code; leave gives it back and answers the code. */
/* The first one starts the scenario's clock, also where it fails. */
struct call enter_init(const char *name);
struct call enter(const char *name);
struct call enter_device(const char *name, nvmlDevice_t device);
struct call enter_slot(const char *name, unsigned int index);
nvmlReturn_t leave(const struct call *call, nvmlReturn_t code);

/* The handle of a slot, in this generation of the library. */
nvmlDevice_t handle_of(unsigned int index);

/* Between enter and leave. */
void generation_begin(void);
/* False where nothing was open. */
bool generation_end(void);

#endif
