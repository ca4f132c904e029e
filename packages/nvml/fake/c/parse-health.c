/* What a scenario says of a GPU's health, power and links. */
#include "parse.h"

#include <string.h>

static struct series *series_named(const char *key, struct health *health) {
  if (strcmp(key, "energy_mj") == 0) return &health->energy_mj;
  if (strcmp(key, "performance_state") == 0) return &health->performance_state;
  if (strcmp(key, "fan_pct") == 0) return &health->fan_pct;
  if (strcmp(key, "throttle_reasons") == 0) return &health->throttle_reasons;
  return NULL;
}

static bool parse_ecc(struct words *words, struct health *health) {
  const char *kind = words_next(words);
  if (kind == NULL) return false;
  bool corrected = strcmp(kind, "corrected") == 0;
  if (!corrected && strcmp(kind, "uncorrected") != 0) return false;
  const char *period = words_next(words);
  if (period == NULL) return false;
  bool is_volatile = strcmp(period, "volatile") == 0;
  if (!is_volatile && strcmp(period, "aggregate") != 0) return false;
  return parse_series(words, &health->ecc[corrected ? ECC_CORRECTED : ECC_UNCORRECTED]
                                         [is_volatile ? ECC_VOLATILE : ECC_AGGREGATE]);
}

static bool parse_threshold(struct words *words, struct health *health) {
  int64_t kind;
  if (!words_number(words, MAX_THRESHOLDS - 1, &kind)) return false;
  health->has_threshold[kind] = true;
  return words_unsigned(words, &health->thresholds_c[kind]);
}

static bool parse_link(struct words *words, struct health *health) {
  int64_t link;
  return words_number(words, MAX_LINKS - 1, &link) && parse_series(words, &health->links[link]);
}

static bool parse_all(struct words *words, bool *given, unsigned int *numbers, size_t count) {
  *given = true;
  for (size_t i = 0; i < count; i++) {
    if (!words_unsigned(words, &numbers[i])) return false;
  }
  return true;
}

static bool parse_type(const char *name, struct field *field) {
  static const char *const TYPES[] = {"double", "u32", "ulong", "u64", "i64", "i32", "u16"};
  for (unsigned int type = 0; name != NULL && type < sizeof TYPES / sizeof TYPES[0]; type++) {
    if (strcmp(name, TYPES[type]) != 0) continue;
    field->type = type;
    return true;
  }
  return false;
}

static bool parse_field(struct words *words, struct health *health) {
  struct field *grown = array_grow(health->fields, health->field_count, sizeof *grown);
  if (grown == NULL) return false;
  health->fields = grown;
  struct field *field = &grown[health->field_count++];
  int64_t scope = 0, code = 0;
  const struct option options[] = {{"scope", UINT32_MAX, &scope}, {"code", INT32_MAX, &code}};
  if (!words_unsigned(words, &field->id) || !words_options(words, options, 2)) return false;
  field->scope = (unsigned int)scope;
  field->code = (int)code;
  return code != 0 || (parse_type(words_next(words), field) && parse_signed_series(words, &field->value));
}

bool parse_health_key(const char *key, struct words *words, struct health *health, bool *known) {
  *known = true;
  struct series *series = series_named(key, health);
  if (series != NULL) return parse_series(words, series);
  if (strcmp(key, "ecc") == 0) return parse_ecc(words, health);
  if (strcmp(key, "temperature_threshold_c") == 0) return parse_threshold(words, health);
  if (strcmp(key, "nvlink") == 0) return parse_link(words, health);
  if (strcmp(key, "field") == 0) return parse_field(words, health);
  if (strcmp(key, "remapped_rows") == 0) return parse_all(words, &health->has_remapped, health->remapped, 4);
  if (strcmp(key, "pcie_kb_per_s") == 0) return parse_all(words, &health->has_pcie, health->pcie_kb_per_s, 2);
  if (strcmp(key, "virtualization") == 0) {
    return parse_all(words, &health->has_virtualization, &health->virtualization, 1);
  }
  if (strcmp(key, "retired_pages") == 0) {
    return parse_all(words, &health->has_retired, health->retired, 2) &&
           words_unsigned(words, &health->retired_pending);
  }
  *known = false;
  return false;
}
