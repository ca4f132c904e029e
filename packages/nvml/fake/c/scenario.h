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

/* One value of nvmlDeviceGetFieldValues: `code` where that is not NVML_SUCCESS. */
struct field {
  unsigned int id;
  unsigned int scope;
  unsigned int type; /* nvmlValueType_t */
  int code;
  struct series value;
};

#define MAX_THRESHOLDS 8
#define MAX_LINKS 36
enum ecc_kind { ECC_CORRECTED, ECC_UNCORRECTED, ECC_KINDS };
enum ecc_period { ECC_VOLATILE, ECC_AGGREGATE, ECC_PERIODS };

struct health {
  struct series energy_mj, performance_state, fan_pct, throttle_reasons;
  struct series ecc[ECC_KINDS][ECC_PERIODS];
  struct series links[MAX_LINKS]; /* 0 or 1 */
  bool has_threshold[MAX_THRESHOLDS];
  unsigned int thresholds_c[MAX_THRESHOLDS];
  bool has_retired, has_remapped, has_pcie, has_virtualization;
  unsigned int retired[2]; /* by cause: single bit, double bit */
  unsigned int retired_pending;
  unsigned int remapped[4]; /* correctable, uncorrectable, pending, failure */
  unsigned int pcie_kb_per_s[2];
  unsigned int virtualization;
  size_t field_count;
  struct field *fields;
};

/* A MIG device while its window holds. */
struct instance {
  unsigned int slot;
  int64_t gpu_instance, compute_instance;
  int64_t total, reserved;
  int64_t multiprocessors, slices;
  struct window life;
  char uuid[TEXT_BYTES];
  char profile[TEXT_BYTES];
};

struct mig {
  bool capable;
  unsigned int current, pending, most;
  bool parent_denied;
  size_t instance_count;
  struct instance *instances;
};

/* `count` events, `every_ms` apart. */
struct event {
  int64_t at_ms;
  int64_t type, data;
  int64_t every_ms, count;
  int64_t gpu_instance, compute_instance;
};

struct accounted {
  unsigned int pid;
  int64_t start_us;
  int64_t peak; /* below 0: not available */
  int64_t time_ms;
  int64_t gpu_pct, memory_pct;
  int64_t ended_ms;
};

#define MAX_EVENTS 16

struct gpu {
  char name[TEXT_BYTES];
  char uuid[TEXT_BYTES];
  unsigned int pci_domain, pci_bus, pci_device;
  unsigned int architecture;
  int compute_major, compute_minor;
  bool has_total; /* 0 is a total too: unified memory may answer so */
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
  struct health health;
  struct mig mig;
  size_t event_count;
  struct event events[MAX_EVENTS];
  bool accounting_known, accounting;
  size_t accounted_count;
  struct accounted *accounted;
};

struct scenario {
  char driver[TEXT_BYTES];
  char nvml[TEXT_BYTES];
  int cuda;
  bool has_start;
  int64_t start_ms;
  bool has_upgrade;
  int64_t upgrade_ms;
  char upgraded[TEXT_BYTES];
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
/* The MIG device in that slot at that time, or NULL. */
const struct instance *instance_at(const struct gpu *gpu, unsigned int slot, int64_t at_ms);
/* Bytes its GPU instance's processes hold. */
int64_t instance_used(const struct gpu *gpu, const struct instance *instance, int64_t at_ms);
bool gpu_is_lost(const struct gpu *gpu, int64_t at_ms);
/* Bytes in use without the reserve, never beyond what the board has. */
int64_t gpu_used(const struct gpu *gpu, int64_t at_ms);

#endif
