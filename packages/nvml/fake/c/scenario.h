/* A scenario in memory. Times are milliseconds of the scenario's own clock. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TEXT_BYTES 96
#define MAX_GPUS 64
#define FOREVER INT64_MAX

struct keyframe {
  int64_t at_ms;
  int64_t value;
};

/* No keyframes: not given. */
struct series {
  bool linear;
  size_t count;
  struct keyframe *keyframes;
};

struct window {
  int64_t from_ms;
  int64_t to_ms;
};

enum fault_kind { FAULT_FAIL, FAULT_SLEEP, FAULT_HANG };

struct fault {
  enum fault_kind kind;
  char call[TEXT_BYTES];
  int64_t amount; /* return code, or milliseconds of sleep */
  struct window window;
};

struct faults {
  size_t count;
  struct fault *items;
};

enum process_list { LIST_COMPUTE = 1, LIST_GRAPHICS = 2, LIST_MPS = 4 };

struct process {
  unsigned int pid;
  unsigned int lists;
  unsigned int gpu_instance;
  unsigned int compute_instance;
  bool used_known;
  struct series used;
  struct window life;
};

enum clock_kind { CLOCK_GRAPHICS, CLOCK_SM, CLOCK_MEMORY, CLOCK_VIDEO, CLOCK_KINDS };

struct gpu {
  char name[TEXT_BYTES];
  char uuid[TEXT_BYTES];
  unsigned int pci_domain, pci_bus, pci_device;
  unsigned int architecture;
  int compute_major, compute_minor;
  int64_t total, reserved;
  struct series base, used, gpu_pct, memory_pct, temperature_c, power_mw;
  bool has_power_limits, has_clocks, has_max_clocks;
  unsigned int power_limit_mw, power_min_mw, power_max_mw;
  unsigned int clocks[CLOCK_KINDS], max_clocks[CLOCK_KINDS];
  size_t lost_count;
  struct window *lost;
  struct faults faults;
  size_t process_count;
  struct process *processes;
};

struct scenario {
  char driver[TEXT_BYTES];
  char nvml[TEXT_BYTES];
  int cuda;
  bool has_start;
  int64_t start_ms;
  size_t strides[4]; /* by version of the process call: 1, 2, 3 */
  struct faults faults;
  size_t gpu_count;
  struct gpu *gpus;
};

/* NULL with a message in `problem` where the text is not a scenario. */
struct scenario *scenario_read(FILE *file, char *problem, size_t problem_bytes);
void scenario_free(struct scenario *scenario);

bool window_holds(const struct window *window, int64_t at_ms);
int64_t series_at(const struct series *series, int64_t at_ms);
/* The first fault of that kind in force for the call, or NULL. */
const struct fault *faults_find(const struct faults *faults, enum fault_kind kind, const char *call, int64_t at_ms);
bool gpu_is_lost(const struct gpu *gpu, int64_t at_ms);
/* Bytes in use without the reserve, never beyond what the board has. */
int64_t gpu_used(const struct gpu *gpu, int64_t at_ms);

#endif
