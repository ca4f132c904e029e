#define _GNU_SOURCE /* getline */
#include "parse.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "vramfleet-fake-nvml 1"

/* Bytes of a record of each version of the process call, as the headers have them. */
static const size_t HEADER_STRIDES[4] = {0, 16, 24, 24};

static bool parse_stride(struct words *words, struct scenario *scenario) {
  const char *version = words_next(words);
  int64_t bytes;
  if (version == NULL || version[0] != 'v' || version[1] < '1' || version[1] > '3' || version[2] != '\0') return false;
  if (!words_number(words, 32, &bytes) || (bytes != 16 && bytes != 24 && bytes != 32)) return false;
  scenario->strides[version[1] - '0'] = (size_t)bytes;
  return true;
}

static bool parse_cuda(struct words *words, struct scenario *scenario) {
  int64_t version;
  if (!words_number(words, 1000000, &version)) return false;
  scenario->cuda = (int)version;
  return true;
}

static bool parse_start(struct words *words, struct scenario *scenario) {
  scenario->has_start = true;
  return words_number(words, MAX_TIME_MS, &scenario->start_ms);
}

static bool parse_upgrade(struct words *words, struct scenario *scenario) {
  scenario->has_upgrade = true;
  return words_number(words, MAX_TIME_MS, &scenario->upgrade_ms) && parse_text(words, scenario->upgraded);
}

static bool begin_gpu(struct scenario *scenario) {
  if (scenario->gpu_count == MAX_GPUS) return false;
  struct gpu *grown = array_grow(scenario->gpus, scenario->gpu_count, sizeof *grown);
  if (grown == NULL) return false;
  scenario->gpus = grown;
  scenario->gpu_count++;
  return true;
}

static bool parse_library_key(const char *key, struct words *words, struct scenario *scenario, bool *known) {
  *known = true;
  if (strcmp(key, "gpu") == 0) return begin_gpu(scenario);
  if (strcmp(key, "driver") == 0) return parse_text(words, scenario->driver);
  if (strcmp(key, "nvml") == 0) return parse_text(words, scenario->nvml);
  if (strcmp(key, "cuda") == 0) return parse_cuda(words, scenario);
  if (strcmp(key, "start_ms") == 0) return parse_start(words, scenario);
  if (strcmp(key, "upgrade") == 0) return parse_upgrade(words, scenario);
  if (strcmp(key, "stride") == 0) return parse_stride(words, scenario);
  *known = false;
  return false;
}

static bool parse_line(const char *key, struct words *words, struct scenario *scenario, bool *known) {
  struct gpu *gpu = scenario->gpu_count == 0 ? NULL : &scenario->gpus[scenario->gpu_count - 1];
  struct faults *faults = gpu == NULL ? &scenario->faults : &gpu->faults;
  *known = true;
  if (strcmp(key, "fail") == 0) return parse_fault(words, FAULT_FAIL, faults);
  if (strcmp(key, "sleep") == 0) return parse_fault(words, FAULT_SLEEP, faults);
  if (strcmp(key, "hang") == 0) return parse_fault(words, FAULT_HANG, faults);
  if (gpu == NULL || strcmp(key, "gpu") == 0) return parse_library_key(key, words, scenario, known);
  return parse_gpu_key(key, words, gpu, known);
}

static bool read_line(char *line, struct scenario *scenario, char *problem, size_t problem_bytes) {
  struct words words = {line};
  const char *key = words_next(&words);
  if (key == NULL || key[0] == '#') return true;
  bool known;
  if (parse_line(key, &words, scenario, &known) && words_done(&words)) return true;
  const char *format = known ? "what follows \"%s\" is not what it takes" : "\"%s\" is no key here";
  snprintf(problem, problem_bytes, format, key);
  return false;
}

static bool check_gpus(const struct scenario *scenario, char *problem, size_t problem_bytes) {
  for (size_t i = 0; i < scenario->gpu_count; i++) {
    const struct gpu *gpu = &scenario->gpus[i];
    if (gpu->name[0] != '\0' && gpu->uuid[0] != '\0' && gpu->has_total && gpu->reserved <= gpu->total) continue;
    snprintf(problem, problem_bytes, "gpu %zu needs a name, a uuid, and a total no less than its reserved", i);
    return false;
  }
  return true;
}

static bool read_lines(FILE *file, struct scenario *scenario, char *problem, size_t problem_bytes) {
  char *line = NULL;
  size_t capacity = 0;
  bool good = true;
  size_t number = 0;
  while (good && getline(&line, &capacity, file) >= 0) {
    number++;
    if (number == 1) {
      good = strncmp(line, FIRST_LINE, strlen(FIRST_LINE)) == 0 && line[strcspn(line, "\r\n")] != '\0';
      if (!good) snprintf(problem, problem_bytes, "line 1: not \"%s\"", FIRST_LINE);
      continue;
    }
    char reason[160];
    good = read_line(line, scenario, reason, sizeof reason);
    if (!good) snprintf(problem, problem_bytes, "line %zu: %s", number, reason);
  }
  free(line);
  if (good && number == 0) snprintf(problem, problem_bytes, "the file is empty");
  return good && number > 0;
}

struct scenario *scenario_read(FILE *file, char *problem, size_t problem_bytes) {
  struct scenario *scenario = calloc(1, sizeof *scenario);
  if (scenario == NULL) {
    snprintf(problem, problem_bytes, "out of memory");
    return NULL;
  }
  memcpy(scenario->strides, HEADER_STRIDES, sizeof HEADER_STRIDES);
  snprintf(scenario->driver, TEXT_BYTES, "570.148.08");
  snprintf(scenario->nvml, TEXT_BYTES, "12.570.148.08");
  scenario->cuda = 12080;
  if (read_lines(file, scenario, problem, problem_bytes) && check_gpus(scenario, problem, problem_bytes)) {
    return scenario;
  }
  scenario_free(scenario);
  return NULL;
}

static void free_health(struct health *health) {
  struct series *all[] = {&health->energy_mj, &health->performance_state, &health->fan_pct, &health->throttle_reasons};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) free(all[i]->keyframes);
  for (size_t i = 0; i < ECC_KINDS * ECC_PERIODS; i++) free(health->ecc[i / ECC_PERIODS][i % ECC_PERIODS].keyframes);
  for (size_t i = 0; i < MAX_LINKS; i++) free(health->links[i].keyframes);
  for (size_t i = 0; i < health->field_count; i++) free(health->fields[i].value.keyframes);
  free(health->fields);
}

static void free_gpu(struct gpu *gpu) {
  struct series *all[] = {&gpu->base, &gpu->used, &gpu->gpu_pct, &gpu->memory_pct, &gpu->temperature_c, &gpu->power_mw};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) free(all[i]->keyframes);
  for (size_t i = 0; i < gpu->process_count; i++) free(gpu->processes[i].used.keyframes);
  free_health(&gpu->health);
  free(gpu->processes);
  free(gpu->lost);
  free(gpu->faults.items);
  free(gpu->mig.instances);
  free(gpu->accounted);
}

void scenario_free(struct scenario *scenario) {
  if (scenario == NULL) return;
  for (size_t i = 0; i < scenario->gpu_count; i++) free_gpu(&scenario->gpus[i]);
  free(scenario->gpus);
  free(scenario->faults.items);
  free(scenario);
}
