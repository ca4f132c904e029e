#include "answers.h"

#include <string.h>

nvmlReturn_t check(const struct call *call, bool given, const void *out) {
  if (call->code != NVML_SUCCESS) return call->code;
  if (out == NULL) return NVML_ERROR_INVALID_ARGUMENT;
  return given ? NVML_SUCCESS : NVML_ERROR_NOT_SUPPORTED;
}

nvmlReturn_t answer_series64(const struct call *call, const struct series *series, unsigned long long *out) {
  nvmlReturn_t code = check(call, series != NULL && series->count > 0, out);
  if (code == NVML_SUCCESS) *out = (unsigned long long)series_at(series, call->at_ms);
  return leave(call, code);
}

nvmlReturn_t answer_series(const struct call *call, const struct series *series, unsigned int *out) {
  nvmlReturn_t code = check(call, series != NULL && series->count > 0, out);
  if (code == NVML_SUCCESS) *out = (unsigned int)series_at(series, call->at_ms);
  return leave(call, code);
}

nvmlReturn_t answer_number(const struct call *call, bool given, unsigned int number, unsigned int *out) {
  nvmlReturn_t code = check(call, given, out);
  if (code == NVML_SUCCESS) *out = number;
  return leave(call, code);
}

nvmlReturn_t answer_text(const struct call *call, const char *text, char *out, unsigned int length) {
  size_t bytes = strlen(text) + 1;
  if (out == NULL) return leave(call, NVML_ERROR_INVALID_ARGUMENT);
  if (bytes > length) return leave(call, NVML_ERROR_INSUFFICIENT_SIZE);
  memcpy(out, text, bytes);
  return leave(call, NVML_SUCCESS);
}
