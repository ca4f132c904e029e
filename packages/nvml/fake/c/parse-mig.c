/* MIG: its mode, and the devices that come and go in its slots. */
#include "parse.h"

#include <string.h>

static bool parse_mode(struct words *words, struct mig *mig) {
  mig->capable = true;
  return words_unsigned(words, &mig->current) && words_unsigned(words, &mig->pending) &&
         words_unsigned(words, &mig->most) && mig->current <= 1 && mig->pending <= 1;
}

static bool parse_word(struct words *words, char text[TEXT_BYTES]) {
  const char *word = words_next(words);
  if (word == NULL || strlen(word) >= TEXT_BYTES) return false;
  memcpy(text, word, strlen(word) + 1);
  return true;
}

static bool parse_instance(struct words *words, struct mig *mig) {
  struct instance *grown = array_grow(mig->instances, mig->instance_count, sizeof *grown);
  if (grown == NULL) return false;
  mig->instances = grown;
  struct instance *instance = &grown[mig->instance_count++];
  instance->life = (struct window){INT64_MIN, FOREVER};
  if (!words_unsigned(words, &instance->slot) || !parse_word(words, instance->uuid)) return false;
  if (!parse_word(words, instance->profile)) return false;
  const struct option options[] = {
      {"gi", UINT32_MAX, &instance->gpu_instance},   {"ci", UINT32_MAX, &instance->compute_instance},
      {"total", MAX_VALUE, &instance->total},        {"reserved", MAX_VALUE, &instance->reserved},
      {"sm", UINT32_MAX, &instance->multiprocessors}, {"slices", UINT32_MAX, &instance->slices},
      {"from", MAX_TIME_MS, &instance->life.from_ms}, {"to", MAX_TIME_MS, &instance->life.to_ms}};
  return words_options(words, options, sizeof options / sizeof options[0]) && instance->slot < 255 &&
         instance->reserved <= instance->total;
}

bool parse_mig_key(const char *key, struct words *words, struct mig *mig, bool *known) {
  *known = true;
  if (strcmp(key, "mig") == 0) return parse_mode(words, mig);
  if (strcmp(key, "mig_parent_denied") == 0) return mig->parent_denied = true;
  if (strcmp(key, "instance") == 0) return parse_instance(words, mig);
  *known = false;
  return false;
}
