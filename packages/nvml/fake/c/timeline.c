/* What a scenario says at one moment. */
#include "scenario.h"

#include <string.h>

bool window_holds(const struct window *window, int64_t at_ms) {
  return at_ms >= window->from_ms && at_ms < window->to_ms;
}

int64_t series_at(const struct series *series, int64_t at_ms) {
  if (series->count == 0) return 0;
  size_t next = 0;
  while (next < series->count && series->keyframes[next].at_ms <= at_ms) next++;
  if (next == 0) return series->keyframes[0].value;
  const struct keyframe *before = &series->keyframes[next - 1];
  if (!series->linear || next == series->count) return before->value;
  const struct keyframe *after = &series->keyframes[next];
  /* Parsing keeps both within 2^53 and 2^43, so doubles lose nothing that matters and nothing overflows. */
  double share = (double)(at_ms - before->at_ms) / (double)(after->at_ms - before->at_ms);
  double value = (double)before->value + share * ((double)after->value - (double)before->value);
  return (int64_t)value;
}

static bool matches(const char *pattern, const char *call) {
  size_t length = strlen(pattern);
  if (length > 0 && pattern[length - 1] == '*') return strncmp(pattern, call, length - 1) == 0;
  return strcmp(pattern, call) == 0;
}

const struct fault *faults_find(const struct faults *faults, enum fault_kind kind, const char *call, int64_t at_ms) {
  for (size_t i = 0; i < faults->count; i++) {
    const struct fault *fault = &faults->items[i];
    if (fault->kind == kind && window_holds(&fault->window, at_ms) && matches(fault->call, call)) return fault;
  }
  return NULL;
}

bool gpu_is_lost(const struct gpu *gpu, int64_t at_ms) {
  for (size_t i = 0; i < gpu->lost_count; i++) {
    if (window_holds(&gpu->lost[i], at_ms)) return true;
  }
  return false;
}

int64_t gpu_used(const struct gpu *gpu, int64_t at_ms) {
  int64_t most = gpu->total - gpu->reserved;
  int64_t used = series_at(gpu->used.count > 0 ? &gpu->used : &gpu->base, at_ms);
  if (used > most) used = most;
  if (gpu->used.count > 0) return used;
  for (size_t i = 0; i < gpu->process_count; i++) {
    const struct process *process = &gpu->processes[i];
    if (!process->used_known || !window_holds(&process->life, at_ms)) continue;
    int64_t bytes = series_at(&process->used, at_ms);
    used = bytes > most - used ? most : used + bytes;
  }
  return used;
}

const struct instance *instance_at(const struct gpu *gpu, unsigned int slot, int64_t at_ms) {
  for (size_t i = 0; i < gpu->mig.instance_count; i++) {
    const struct instance *instance = &gpu->mig.instances[i];
    if (instance->slot == slot && window_holds(&instance->life, at_ms)) return instance;
  }
  return NULL;
}

int64_t instance_used(const struct gpu *gpu, const struct instance *instance, int64_t at_ms) {
  int64_t most = instance->total - instance->reserved;
  int64_t used = 0;
  for (size_t i = 0; i < gpu->process_count; i++) {
    const struct process *process = &gpu->processes[i];
    if (process->gpu_instance != instance->gpu_instance) continue;
    if (!process->used_known || !window_holds(&process->life, at_ms)) continue;
    int64_t bytes = series_at(&process->used, at_ms);
    used = bytes > most - used ? most : used + bytes;
  }
  return used;
}
