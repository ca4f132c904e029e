#include "parse.h"

#include <stdio.h>
#include <string.h>

/* The exact form NVML prints, so that what is read back is what was written. */
static bool parse_pci(struct words *words, struct gpu *gpu) {
  const char *word = words_next(words);
  if (word == NULL || strlen(word) != strlen("00000000:00:00.0")) return false;
  char again[64];
  if (sscanf(word, "%8x:%2x:%2x.0", &gpu->pci_domain, &gpu->pci_bus, &gpu->pci_device) != 3) return false;
  snprintf(again, sizeof again, "%08X:%02X:%02X.0", gpu->pci_domain, gpu->pci_bus, gpu->pci_device);
  return strcmp(word, again) == 0;
}

static bool parse_compute(struct words *words, struct gpu *gpu) {
  int64_t major, minor;
  if (!words_number(words, 1000, &major) || !words_number(words, 1000, &minor)) return false;
  gpu->compute_major = (int)major;
  gpu->compute_minor = (int)minor;
  return true;
}

static bool parse_power_limits(struct words *words, struct gpu *gpu) {
  gpu->has_power_limits = true;
  return words_unsigned(words, &gpu->power_limit_mw) && words_unsigned(words, &gpu->power_min_mw) &&
         words_unsigned(words, &gpu->power_max_mw);
}

static bool parse_clocks(struct words *words, bool *given, unsigned int clocks[CLOCK_KINDS]) {
  *given = true;
  for (int kind = 0; kind < CLOCK_KINDS; kind++) {
    if (!words_unsigned(words, &clocks[kind])) return false;
  }
  return true;
}

static bool parse_lost(struct words *words, struct gpu *gpu) {
  struct window *grown = array_grow(gpu->lost, gpu->lost_count, sizeof *grown);
  if (grown == NULL) return false;
  gpu->lost = grown;
  return parse_window(words, &grown[gpu->lost_count++]);
}

static struct series *series_named(const char *key, struct gpu *gpu) {
  if (strcmp(key, "base") == 0) return &gpu->base;
  if (strcmp(key, "used") == 0) return &gpu->used;
  if (strcmp(key, "gpu_pct") == 0) return &gpu->gpu_pct;
  if (strcmp(key, "memory_pct") == 0) return &gpu->memory_pct;
  if (strcmp(key, "temperature_c") == 0) return &gpu->temperature_c;
  if (strcmp(key, "power_mw") == 0) return &gpu->power_mw;
  return NULL;
}

static bool parse_fact(const char *key, struct words *words, struct gpu *gpu, bool *known) {
  if (strcmp(key, "name") == 0) return parse_text(words, gpu->name);
  if (strcmp(key, "uuid") == 0) return parse_text(words, gpu->uuid);
  if (strcmp(key, "pci") == 0) return parse_pci(words, gpu);
  if (strcmp(key, "architecture") == 0) return words_unsigned(words, &gpu->architecture);
  if (strcmp(key, "compute") == 0) return parse_compute(words, gpu);
  if (strcmp(key, "total") == 0) return gpu->has_total = true, words_number(words, MAX_VALUE, &gpu->total);
  if (strcmp(key, "reserved") == 0) return words_number(words, MAX_VALUE, &gpu->reserved);
  if (strcmp(key, "power_limits_mw") == 0) return parse_power_limits(words, gpu);
  if (strcmp(key, "clock") == 0) return parse_clocks(words, &gpu->has_clocks, gpu->clocks);
  if (strcmp(key, "max_clock") == 0) return parse_clocks(words, &gpu->has_max_clocks, gpu->max_clocks);
  *known = false;
  return false;
}

bool parse_gpu_key(const char *key, struct words *words, struct gpu *gpu, bool *known) {
  *known = true;
  struct series *series = series_named(key, gpu);
  if (series != NULL) return parse_series(words, series);
  if (strcmp(key, "lost") == 0) return parse_lost(words, gpu);
  if (strcmp(key, "process") == 0) return parse_process(words, gpu);
  bool good = parse_fact(key, words, gpu, known);
  if (!*known) good = parse_health_key(key, words, &gpu->health, known);
  if (!*known) good = parse_mig_key(key, words, &gpu->mig, known);
  if (!*known) good = parse_record_key(key, words, gpu, known);
  return good;
}
