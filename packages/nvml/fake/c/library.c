#define _GNU_SOURCE /* st_mtim, clock_gettime */
#include "library.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define HANG_POLL_MS 20
#define SLOT_BITS 8
#define SLOT_MASK ((1u << SLOT_BITS) - 1u)

static struct {
  pthread_mutex_t lock;
  struct scenario *scenario; /* NULL: no file, or one that does not parse */
  bool file_seen;
  struct stat file;
  bool clock_started;
  int64_t clock_start_ms;
  int64_t mapped_ms; /* of the scenario: when this library was first opened */
  unsigned int opened; /* nvmlInit is counted */
  uintptr_t generation;
} library = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int64_t clock_ms(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) != 0) return 0;
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void sleep_ms(int64_t duration_ms) {
  struct timespec left = {(time_t)(duration_ms / 1000), (long)(duration_ms % 1000) * 1000000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

static bool same_file(const struct stat *a, const struct stat *b) {
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static void replace_scenario(const char *path, FILE *file) {
  char problem[256] = "";
  scenario_free(library.scenario);
  library.scenario = scenario_read(file, problem, sizeof problem);
  if (library.scenario == NULL) fprintf(stderr, "fake nvml: %s: %s\n", path, problem);
}

static void read_if_changed(void) {
  const char *path = getenv("VRAMFLEET_FAKE_SCENARIO");
  FILE *file = path == NULL ? NULL : fopen(path, "re");
  /* A file taken away leaves what it said in force. */
  if (file == NULL) return;
  struct stat status;
  if (fstat(fileno(file), &status) == 0 && !(library.file_seen && same_file(&status, &library.file))) {
    replace_scenario(path, file);
    library.file = status;
    library.file_seen = true;
  }
  fclose(file);
}

static int64_t scenario_ms(void) {
  if (library.scenario != NULL && library.scenario->has_start) {
    return clock_ms(CLOCK_REALTIME) - library.scenario->start_ms;
  }
  return library.clock_started ? clock_ms(CLOCK_MONOTONIC) - library.clock_start_ms : 0;
}

static const struct gpu *gpu_at(size_t index) {
  if (library.scenario == NULL || index >= library.scenario->gpu_count) return NULL;
  return &library.scenario->gpus[index];
}

static const struct fault *fault_of(enum fault_kind kind, const char *name, size_t slot, int64_t at_ms) {
  const struct fault *fault = faults_find(&library.scenario->faults, kind, name, at_ms);
  const struct gpu *gpu = gpu_at(slot);
  return fault == NULL && gpu != NULL ? faults_find(&gpu->faults, kind, name, at_ms) : fault;
}

/* Waits as the scenario says, without the lock, so that a slow call delays no other. */
static void wait_for_faults(const char *name, size_t slot) {
  const struct fault *fault;
  int64_t duration_ms = 0;
  if (library.scenario != NULL && (fault = fault_of(FAULT_SLEEP, name, slot, scenario_ms())) != NULL) {
    duration_ms = fault->amount;
  }
  while (duration_ms > 0 || (library.scenario != NULL && fault_of(FAULT_HANG, name, slot, scenario_ms()) != NULL)) {
    pthread_mutex_unlock(&library.lock);
    sleep_ms(duration_ms > 0 ? duration_ms : HANG_POLL_MS);
    pthread_mutex_lock(&library.lock);
    duration_ms = 0;
    read_if_changed();
  }
}

/* The driver was upgraded since this library was mapped; a library mapped afterwards is the new driver's. */
static bool is_outlived(const struct call *call) {
  const struct scenario *scenario = call->scenario;
  return scenario->has_upgrade && library.mapped_ms < scenario->upgrade_ms && call->at_ms >= scenario->upgrade_ms;
}

const char *driver_version(const struct call *call) {
  const struct scenario *scenario = call->scenario;
  bool is_new = scenario->has_upgrade && library.mapped_ms >= scenario->upgrade_ms;
  return is_new ? scenario->upgraded : scenario->driver;
}

const struct scenario *scenario_now(void) { return library.scenario; }

int64_t pause_ms(const struct call *call, int64_t duration_ms) {
  (void)call;
  pthread_mutex_unlock(&library.lock);
  sleep_ms(duration_ms);
  pthread_mutex_lock(&library.lock);
  read_if_changed();
  return scenario_ms();
}

static struct call begin(const char *name, size_t slot) {
  pthread_mutex_lock(&library.lock);
  read_if_changed();
  wait_for_faults(name, slot);
  struct call call = {NVML_SUCCESS, library.scenario, gpu_at(slot), NULL, scenario_ms()};
  if (call.scenario == NULL) {
    call.code = library.file_seen ? NVML_ERROR_UNKNOWN : NVML_ERROR_DRIVER_NOT_LOADED;
    return call;
  }
  const struct fault *fault = fault_of(FAULT_FAIL, name, slot, call.at_ms);
  if (fault != NULL) call.code = (nvmlReturn_t)fault->amount;
  if (is_outlived(&call)) call.code = NVML_ERROR_LIB_RM_VERSION_MISMATCH;
  return call;
}

struct call enter_init(const char *name) {
  pthread_mutex_lock(&library.lock);
  if (!library.clock_started) {
    library.clock_started = true;
    library.clock_start_ms = clock_ms(CLOCK_MONOTONIC);
    read_if_changed();
    library.mapped_ms = scenario_ms();
  }
  pthread_mutex_unlock(&library.lock);
  return begin(name, SIZE_MAX);
}

struct call enter(const char *name) {
  struct call call = begin(name, SIZE_MAX);
  if (library.opened == 0) call.code = NVML_ERROR_UNINITIALIZED;
  return call;
}

static struct call begin_gpu(const char *name, size_t slot) {
  struct call call = begin(name, slot);
  if (library.opened == 0) {
    call.code = NVML_ERROR_UNINITIALIZED;
  } else if (call.scenario != NULL && call.gpu == NULL) {
    call.code = NVML_ERROR_INVALID_ARGUMENT;
  } else if (call.gpu != NULL && gpu_is_lost(call.gpu, call.at_ms)) {
    call.code = NVML_ERROR_GPU_IS_LOST;
  }
  return call;
}

struct call enter_slot(const char *name, unsigned int index) { return begin_gpu(name, index); }

/* Handles are numbers, never followed, so that a stale or wrong one is told instead of a crash. */
static nvmlDevice_t make_handle(uintptr_t generation, uintptr_t mig, uintptr_t index) {
  return (nvmlDevice_t)(generation << (2 * SLOT_BITS) | mig << SLOT_BITS | (index + 1));
}

static uintptr_t mig_of(nvmlDevice_t device) { return (uintptr_t)device >> SLOT_BITS & SLOT_MASK; }

unsigned int slot_of(nvmlDevice_t device) { return (unsigned int)(((uintptr_t)device & SLOT_MASK) - 1u); }

uintptr_t generation_number(void) { return library.generation; }

struct call enter_any_device(const char *name, nvmlDevice_t device) {
  uintptr_t slot = slot_of(device), mig = mig_of(device);
  struct call call = begin_gpu(name, slot);
  bool current = device == make_handle(library.generation, mig, slot);
  if (current && mig > 0 && call.gpu != NULL) {
    call.instance = call.gpu->mig.current == 0 ? NULL : instance_at(call.gpu, (unsigned int)mig - 1u, call.at_ms);
    current = call.instance != NULL;
  }
  if (library.opened > 0 && !current) call.code = NVML_ERROR_INVALID_ARGUMENT;
  return call;
}

struct call enter_device(const char *name, nvmlDevice_t device) {
  struct call call = enter_any_device(name, device);
  if (call.code == NVML_SUCCESS && call.instance != NULL) call.code = NVML_ERROR_NOT_SUPPORTED;
  return call;
}

nvmlReturn_t leave(const struct call *call, nvmlReturn_t code) {
  (void)call; /* asked for so that no call leaves that did not enter */
  pthread_mutex_unlock(&library.lock);
  return code;
}

nvmlDevice_t handle_of(unsigned int index) { return make_handle(library.generation, 0, index); }

nvmlDevice_t handle_of_instance(nvmlDevice_t parent, unsigned int mig_slot) {
  return make_handle(library.generation, mig_slot + 1u, slot_of(parent));
}

void generation_begin(void) {
  if (library.opened++ == 0) library.generation++;
}

bool generation_end(void) {
  if (library.opened == 0) return false;
  library.opened--;
  return true;
}
