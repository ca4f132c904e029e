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
  /* The MIG device asked about, or NULL. */
  const struct instance *instance;
  int64_t at_ms;
};

/* Each enter takes the lock, whatever the code; leave gives it back and answers the code. */
/* The first one starts the scenario's clock, also where it fails. */
struct call enter_init(const char *name);
struct call enter(const char *name);
/* A MIG device has not what a GPU has: its handle is answered 3. */
struct call enter_device(const char *name, nvmlDevice_t device);
struct call enter_any_device(const char *name, nvmlDevice_t device);
struct call enter_slot(const char *name, unsigned int index);
nvmlReturn_t leave(const struct call *call, nvmlReturn_t code);

/* The handle of a slot, in this generation of the library. */
nvmlDevice_t handle_of(unsigned int index);

nvmlDevice_t handle_of_instance(nvmlDevice_t parent, unsigned int mig_slot);
unsigned int slot_of(nvmlDevice_t device);
uintptr_t generation_number(void);

/* Of the driver that this library belongs to. */
const char *driver_version(const struct call *call);
/* Lets other calls in while this one waits, and answers the scenario's time afterwards. */
int64_t pause_ms(const struct call *call, int64_t duration_ms);
/* Within a call, after a pause: it may have been rewritten. */
const struct scenario *scenario_now(void);

/* Between enter and leave. */
void generation_begin(void);
/* False where nothing was open. */
bool generation_end(void);

#endif
