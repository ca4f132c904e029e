/* One parser for each key of a scenario file; false where the line is not what the key asks for. */
#ifndef PARSE_H
#define PARSE_H

#include "scenario.h"
#include "words.h"

#define MAX_TIME_MS INT64_C(8796093022208) /* 2^43, the year 2248 */

bool parse_text(struct words *words, char text[TEXT_BYTES]);
bool parse_window(struct words *words, struct window *window);
bool parse_series(struct words *words, struct series *series);
bool parse_fault(struct words *words, enum fault_kind kind, struct faults *faults);
bool parse_process(struct words *words, struct gpu *gpu);
/* A series whose values may be below zero. */
bool parse_signed_series(struct words *words, struct series *series);
/* Each takes a key of its own subject; sets *known to false where it is not. */
bool parse_health_key(const char *key, struct words *words, struct health *health, bool *known);
bool parse_mig_key(const char *key, struct words *words, struct mig *mig, bool *known);
bool parse_record_key(const char *key, struct words *words, struct gpu *gpu, bool *known);
/* `key` is one of a GPU's keys; sets *known to false where it is not. */
bool parse_gpu_key(const char *key, struct words *words, struct gpu *gpu, bool *known);

#endif
