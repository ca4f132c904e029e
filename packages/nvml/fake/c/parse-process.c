#include "parse.h"

#include <stdlib.h>
#include <string.h>

static unsigned int list_named(const char *name) {
  if (strcmp(name, "compute") == 0) return LIST_COMPUTE;
  if (strcmp(name, "graphics") == 0) return LIST_GRAPHICS;
  if (strcmp(name, "mps") == 0) return LIST_MPS;
  return 0;
}

static bool parse_lists(char *word, unsigned int *lists) {
  while (word != NULL) {
    char *comma = strchr(word, ',');
    if (comma != NULL) *comma = '\0';
    unsigned int list = list_named(word);
    if (list == 0) return false;
    *lists |= list;
    word = comma == NULL ? NULL : comma + 1;
  }
  return true;
}

bool parse_process(struct words *words, struct gpu *gpu) {
  struct process *grown = array_grow(gpu->processes, gpu->process_count, sizeof *grown);
  if (grown == NULL) return false;
  gpu->processes = grown;
  struct process *process = &grown[gpu->process_count++];
  process->life = (struct window){INT64_MIN, FOREVER};
  int64_t pid;
  if (!words_number(words, UINT32_MAX, &pid)) return false;
  process->pid = (unsigned int)pid;
  char *lists = words_next(words);
  if (lists == NULL || !parse_lists(lists, &process->lists)) return false;
  int64_t gpu_instance = UINT32_MAX, compute_instance = UINT32_MAX;
  const struct option options[] = {{"gi", UINT32_MAX, &gpu_instance},
                                   {"ci", UINT32_MAX, &compute_instance},
                                   {"from", MAX_TIME_MS, &process->life.from_ms},
                                   {"to", MAX_TIME_MS, &process->life.to_ms}};
  if (!words_options(words, options, sizeof options / sizeof options[0])) return false;
  process->gpu_instance = (unsigned int)gpu_instance;
  process->compute_instance = (unsigned int)compute_instance;
  struct words ahead = *words;
  const char *used = ahead.rest + strspn(ahead.rest, " \t");
  process->used_known = strncmp(used, "na", 2) != 0;
  if (process->used_known) return parse_series(words, &process->used);
  return strcmp(words_next(words), "na") == 0;
}
