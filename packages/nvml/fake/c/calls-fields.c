/* Field values: many readings in one call, each with a code and a type of its own. */
#include "answers.h"

nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t device, int count, nvmlFieldValue_t *values);

static const struct field *find_field(const struct health *health, const nvmlFieldValue_t *asked) {
  for (size_t i = 0; i < health->field_count; i++) {
    const struct field *field = &health->fields[i];
    if (field->id == asked->fieldId && field->scope == asked->scopeId) return field;
  }
  return NULL;
}

/* The bytes of its type alone: the others keep what was there. */
static void write_value(const struct field *field, int64_t number, nvmlValue_t *value) {
  switch (field->type) {
    case NVML_VALUE_TYPE_DOUBLE: value->dVal = (double)number; break;
    case NVML_VALUE_TYPE_UNSIGNED_INT: value->uiVal = (unsigned int)number; break;
    case NVML_VALUE_TYPE_UNSIGNED_LONG: value->ulVal = (unsigned long)number; break;
    case NVML_VALUE_TYPE_SIGNED_LONG_LONG: value->sllVal = number; break;
    case NVML_VALUE_TYPE_SIGNED_INT: value->siVal = (int)number; break;
    case NVML_VALUE_TYPE_UNSIGNED_SHORT: value->usVal = (unsigned short)number; break;
    default: value->ullVal = (unsigned long long)number; break;
  }
}

static nvmlReturn_t fill(const struct call *call, nvmlFieldValue_t *value) {
  const struct field *field = find_field(&call->gpu->health, value);
  value->nvmlReturn = field == NULL ? NVML_ERROR_NOT_SUPPORTED : field->code;
  if (value->nvmlReturn != NVML_SUCCESS) return value->nvmlReturn;
  value->timestamp = call->at_ms * 1000;
  value->latencyUsec = 1;
  value->valueType = (nvmlValueType_t)field->type;
  write_value(field, series_at(&field->value, call->at_ms), &value->value);
  return NVML_SUCCESS;
}

/* Success where one of them was read. */
nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t device, int count, nvmlFieldValue_t *values) {
  struct call call = enter_device(__func__, device);
  if (call.code == NVML_SUCCESS && (values == NULL || count <= 0)) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  nvmlReturn_t code = NVML_ERROR_NOT_SUPPORTED;
  for (int i = 0; i < count; i++) {
    if (fill(&call, &values[i]) == NVML_SUCCESS) code = NVML_SUCCESS;
  }
  return leave(&call, code);
}
