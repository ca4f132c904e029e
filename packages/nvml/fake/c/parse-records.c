/* What a GPU tells of the past: events, and the accounts of processes. */
#include "parse.h"

#include <string.h>

static bool parse_event(struct words *words, struct gpu *gpu) {
  if (gpu->event_count == MAX_EVENTS) return false;
  struct event *event = &gpu->events[gpu->event_count++];
  event->count = 1;
  event->gpu_instance = event->compute_instance = UINT32_MAX;
  const struct option options[] = {{"every", MAX_TIME_MS, &event->every_ms},
                                   {"count", 1000000, &event->count},
                                   {"gi", UINT32_MAX, &event->gpu_instance},
                                   {"ci", UINT32_MAX, &event->compute_instance}};
  return words_number(words, MAX_TIME_MS, &event->at_ms) && words_number(words, MAX_VALUE, &event->type) &&
         words_number(words, MAX_VALUE, &event->data) &&
         words_options(words, options, sizeof options / sizeof options[0]);
}

static bool parse_accounting(struct words *words, struct gpu *gpu) {
  const char *mode = words_next(words);
  gpu->accounting_known = true;
  gpu->accounting = mode != NULL && strcmp(mode, "on") == 0;
  return gpu->accounting || (mode != NULL && strcmp(mode, "off") == 0);
}

static bool parse_accounted(struct words *words, struct gpu *gpu) {
  struct accounted *grown = array_grow(gpu->accounted, gpu->accounted_count, sizeof *grown);
  if (grown == NULL) return false;
  gpu->accounted = grown;
  struct accounted *accounted = &grown[gpu->accounted_count++];
  accounted->peak = -1;
  accounted->gpu_pct = accounted->memory_pct = UINT32_MAX;
  accounted->ended_ms = FOREVER;
  const struct option options[] = {{"start_us", MAX_VALUE, &accounted->start_us},
                                   {"peak", MAX_VALUE, &accounted->peak},
                                   {"time_ms", MAX_VALUE, &accounted->time_ms},
                                   {"gpu_pct", UINT32_MAX, &accounted->gpu_pct},
                                   {"memory_pct", UINT32_MAX, &accounted->memory_pct},
                                   {"ended", MAX_TIME_MS, &accounted->ended_ms}};
  return words_unsigned(words, &accounted->pid) &&
         words_options(words, options, sizeof options / sizeof options[0]);
}

bool parse_record_key(const char *key, struct words *words, struct gpu *gpu, bool *known) {
  *known = true;
  if (strcmp(key, "event") == 0) return parse_event(words, gpu);
  if (strcmp(key, "accounting") == 0) return parse_accounting(words, gpu);
  if (strcmp(key, "accounted") == 0) return parse_accounted(words, gpu);
  *known = false;
  return false;
}
