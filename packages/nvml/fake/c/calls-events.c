/* Event sets: what happened to the registered GPUs since their registration, in the order of its time. */
#include "answers.h"

#define MAX_SETS 8
#define WAIT_STEP_MS 10

nvmlReturn_t nvmlEventSetCreate(nvmlEventSet_t *set);
nvmlReturn_t nvmlEventSetFree(nvmlEventSet_t set);
nvmlReturn_t nvmlEventSetWait(nvmlEventSet_t set, nvmlEventData_t *data, unsigned int timeout_ms);
nvmlReturn_t nvmlEventSetWait_v2(nvmlEventSet_t set, nvmlEventData_t *data, unsigned int timeout_ms);
nvmlReturn_t nvmlDeviceGetSupportedEventTypes(nvmlDevice_t device, unsigned long long *types);
nvmlReturn_t nvmlDeviceRegisterEvents(nvmlDevice_t device, unsigned long long types, nvmlEventSet_t set);

struct registration {
  unsigned long long types; /* 0: not registered */
  int64_t since_ms;
  int64_t told[MAX_EVENTS]; /* occurrences of each line that were delivered, or came before the registration */
};

struct event_set {
  uintptr_t generation; /* 0: free */
  struct registration registrations[MAX_GPUS];
};

static struct event_set sets[MAX_SETS];

/* A set dies with the library's generation. */
static struct event_set *find_set(nvmlEventSet_t set) {
  uintptr_t number = (uintptr_t)set;
  if (number == 0 || number > MAX_SETS) return NULL;
  struct event_set *found = &sets[number - 1];
  return found->generation == generation_number() ? found : NULL;
}

nvmlReturn_t nvmlEventSetCreate(nvmlEventSet_t *set) {
  struct call call = enter(__func__);
  if (call.code == NVML_SUCCESS && set == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  for (uintptr_t i = 0; i < MAX_SETS; i++) {
    if (sets[i].generation == generation_number()) continue;
    sets[i] = (struct event_set){.generation = generation_number()};
    *set = (nvmlEventSet_t)(i + 1);
    return leave(&call, NVML_SUCCESS);
  }
  return leave(&call, NVML_ERROR_UNKNOWN);
}

nvmlReturn_t nvmlEventSetFree(nvmlEventSet_t set) {
  struct call call = enter(__func__);
  struct event_set *found = find_set(set);
  if (call.code == NVML_SUCCESS && found == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (found != NULL) found->generation = 0;
  return leave(&call, call.code);
}

/* A GPU supports the types of its own events, and XIDs. */
static unsigned long long supported_types(const struct gpu *gpu) {
  unsigned long long types = gpu->event_count == 0 ? 0 : 8;
  for (size_t i = 0; i < gpu->event_count; i++) types |= (unsigned long long)gpu->events[i].type;
  return types;
}

nvmlReturn_t nvmlDeviceGetSupportedEventTypes(nvmlDevice_t device, unsigned long long *types) {
  struct call call = enter_device(__func__, device);
  nvmlReturn_t code = check(&call, call.gpu != NULL && call.gpu->event_count > 0, types);
  if (code == NVML_SUCCESS) *types = supported_types(call.gpu);
  return leave(&call, code);
}

static int64_t occurrence_ms(const struct event *event, int64_t index) { return event->at_ms + index * event->every_ms; }

nvmlReturn_t nvmlDeviceRegisterEvents(nvmlDevice_t device, unsigned long long types, nvmlEventSet_t set) {
  struct call call = enter_device(__func__, device);
  struct event_set *found = find_set(set);
  if (call.code == NVML_SUCCESS && found == NULL) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code == NVML_SUCCESS && (types & ~supported_types(call.gpu)) != 0) call.code = NVML_ERROR_NOT_SUPPORTED;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  struct registration *registration = &found->registrations[slot_of(device)];
  *registration = (struct registration){.types = types, .since_ms = call.at_ms};
  for (size_t i = 0; i < call.gpu->event_count; i++) {
    const struct event *event = &call.gpu->events[i];
    int64_t *told = &registration->told[i];
    while (*told < event->count && occurrence_ms(event, *told) < call.at_ms) (*told)++;
  }
  return leave(&call, NVML_SUCCESS);
}

struct due {
  int64_t at_ms;
  unsigned int slot;
  size_t index;
};

static bool find_due(const struct scenario *scenario, const struct event_set *set, int64_t now_ms, struct due *due) {
  bool found = false;
  for (unsigned int slot = 0; slot < scenario->gpu_count; slot++) {
    const struct registration *registration = &set->registrations[slot];
    for (size_t i = 0; i < scenario->gpus[slot].event_count; i++) {
      const struct event *event = &scenario->gpus[slot].events[i];
      if ((registration->types & (unsigned long long)event->type) == 0) continue;
      int64_t told = registration->told[i];
      int64_t at_ms = occurrence_ms(event, told);
      if (told >= event->count || at_ms > now_ms || (found && at_ms >= due->at_ms)) continue;
      *due = (struct due){at_ms, slot, i};
      found = true;
    }
  }
  return found;
}

static nvmlReturn_t wait_for(const char *name, nvmlEventSet_t set, nvmlEventData_t *data, unsigned int timeout_ms) {
  struct call call = enter(name);
  struct event_set *found = find_set(set);
  if (call.code == NVML_SUCCESS && (found == NULL || data == NULL)) call.code = NVML_ERROR_INVALID_ARGUMENT;
  if (call.code != NVML_SUCCESS) return leave(&call, call.code);
  struct due due = {0};
  int64_t now_ms = call.at_ms;
  unsigned int waited_ms = 0;
  while (!find_due(call.scenario, found, now_ms, &due)) {
    if (waited_ms >= timeout_ms) return leave(&call, NVML_ERROR_TIMEOUT);
    now_ms = pause_ms(&call, WAIT_STEP_MS);
    waited_ms += WAIT_STEP_MS;
    call.scenario = scenario_now();
    if (call.scenario == NULL) return leave(&call, NVML_ERROR_UNKNOWN);
  }
  const struct event *event = &call.scenario->gpus[due.slot].events[due.index];
  found->registrations[due.slot].told[due.index]++;
  bool instances = name[sizeof "nvmlEventSetWait" - 1] != '\0'; /* the first version leaves them */
  data->device = handle_of(due.slot);
  data->eventType = (unsigned long long)event->type;
  data->eventData = (unsigned long long)event->data;
  data->gpuInstanceId = instances ? (unsigned int)event->gpu_instance : 0;
  data->computeInstanceId = instances ? (unsigned int)event->compute_instance : 0;
  return leave(&call, NVML_SUCCESS);
}

nvmlReturn_t nvmlEventSetWait(nvmlEventSet_t set, nvmlEventData_t *data, unsigned int timeout_ms) {
  return wait_for(__func__, set, data, timeout_ms);
}

nvmlReturn_t nvmlEventSetWait_v2(nvmlEventSet_t set, nvmlEventData_t *data, unsigned int timeout_ms) {
  return wait_for(__func__, set, data, timeout_ms);
}
