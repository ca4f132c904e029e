#include "parse.h"

#include <stdlib.h>
#include <string.h>

bool parse_text(struct words *words, char text[TEXT_BYTES]) {
  const char *rest = words_rest(words);
  size_t length = strlen(rest);
  if (length == 0 || length >= TEXT_BYTES) return false;
  memcpy(text, rest, length + 1);
  return true;
}

bool parse_window(struct words *words, struct window *window) {
  *window = (struct window){INT64_MIN, FOREVER};
  if (words_done(words)) return true;
  if (!words_number(words, MAX_TIME_MS, &window->from_ms)) return false;
  return words_done(words) || words_number(words, MAX_TIME_MS, &window->to_ms);
}

static bool add_keyframe(struct series *series, int64_t at_ms, int64_t value) {
  if (series->count > 0 && series->keyframes[series->count - 1].at_ms >= at_ms) return false;
  struct keyframe *grown = array_grow(series->keyframes, series->count, sizeof *grown);
  if (grown == NULL) return false;
  series->keyframes = grown;
  grown[series->count++] = (struct keyframe){at_ms, value};
  return true;
}

static bool read_value(const char *text, bool is_signed, int64_t *value) {
  bool below_zero = is_signed && text[0] == '-';
  if (!number_read(below_zero ? text + 1 : text, MAX_VALUE, value)) return false;
  if (below_zero) *value = -*value;
  return true;
}

static bool parse_keyframe(char *word, bool is_signed, struct series *series) {
  char *equals = strchr(word, '=');
  if (equals == NULL) return false;
  *equals = '\0';
  int64_t at_ms, value;
  if (!number_read(word, MAX_TIME_MS, &at_ms) || !read_value(equals + 1, is_signed, &value)) return false;
  return add_keyframe(series, at_ms, value);
}

static bool parse_either_series(struct words *words, bool is_signed, struct series *series) {
  if (series->count > 0) return false;
  char *word = words_next(words);
  if (word == NULL) return false;
  series->linear = strcmp(word, "linear") == 0;
  if (!series->linear && strcmp(word, "step") != 0) {
    int64_t value;
    return read_value(word, is_signed, &value) && add_keyframe(series, 0, value);
  }
  while ((word = words_next(words)) != NULL) {
    if (!parse_keyframe(word, is_signed, series)) return false;
  }
  return series->count > 0;
}

bool parse_series(struct words *words, struct series *series) { return parse_either_series(words, false, series); }

bool parse_signed_series(struct words *words, struct series *series) {
  return parse_either_series(words, true, series);
}

bool parse_fault(struct words *words, enum fault_kind kind, struct faults *faults) {
  struct fault *grown = array_grow(faults->items, faults->count, sizeof *grown);
  if (grown == NULL) return false;
  faults->items = grown;
  struct fault *fault = &grown[faults->count++];
  fault->kind = kind;
  const char *call = words_next(words);
  if (call == NULL || strlen(call) >= TEXT_BYTES) return false;
  memcpy(fault->call, call, strlen(call) + 1);
  int64_t most = kind == FAULT_FAIL ? INT32_MAX : MAX_TIME_MS;
  if (kind != FAULT_HANG && !words_number(words, most, &fault->amount)) return false;
  return parse_window(words, &fault->window);
}
