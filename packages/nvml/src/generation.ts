import { createDevice } from "./device.ts";
import type { DeviceAccess } from "./device-access.ts";
import { openEvents } from "./events.ts";
import { readFields } from "./ffi/field-values.ts";
import { handleQuery, initCalls, libraryQueries, shutdownCall } from "./ffi/functions.ts";
import { healthQueries } from "./ffi/health-functions.ts";
import type { NativeLibrary } from "./ffi/library.ts";
import { countRetiredPages, readAccountedPids, retirementCauses } from "./ffi/lists.ts";
import { ProcessLists } from "./ffi/process-lists.ts";
import { ask, type Asked, type Query } from "./ffi/query.ts";
import { askingAlways, rememberingUnsupported } from "./ffi/unsupported.ts";
import type { Nvml, NvmlFailure, NvmlMigMode, NvmlReading } from "./nvml.ts";
import { failureOf, FUNCTION_NOT_FOUND, UNINITIALIZED } from "./return-codes.ts";

/** @returns the code of nvmlInit; 13 where the library has none. */
export function initialise(library: NativeLibrary): number {
  for (const call of initCalls) {
    const init = library.bind(call, []);
    if (init !== null) return init();
  }
  return FUNCTION_NOT_FOUND;
}

export interface GenerationOptions {
  /** A call that a device does not support (3) is not made again in this generation. */
  rememberUnsupported: boolean;
}

/** From one nvmlInit, which has succeeded, to its nvmlShutdown. Handles are good within it alone. */
export function createGeneration(library: NativeLibrary, { rememberUnsupported }: GenerationOptions): Nvml {
  let open = true;
  const asked: Asked = { library, unsupported: rememberUnsupported ? rememberingUnsupported() : askingAlways };
  // A call after nvmlShutdown may fault in the driver, so it is not made.
  const closed = (call: string) => ({ ok: false as const, failure: failureOf(UNINITIALIZED, call) });
  const askWhileOpen = <T>(query: Query<T>, handle?: bigint): NvmlReading<T> =>
    open ? ask(asked, query, handle) : closed(query.variants[0]?.symbol ?? "nvml");
  const access = deviceAccess(asked, { isOpen: () => open, closed });

  return {
    libraryPath: library.path,
    driverVersion: () => askWhileOpen(libraryQueries.driverVersion),
    nvmlVersion: () => askWhileOpen(libraryQueries.nvmlVersion),
    cudaVersion: () => askWhileOpen(libraryQueries.cudaVersion),
    deviceCount: () => askWhileOpen(libraryQueries.deviceCount),
    device: (slotIndex) => {
      const handle = askWhileOpen(handleQuery(slotIndex));
      return handle.ok ? { ok: true, value: createDevice(access, handle.value) } : handle;
    },
    openEvents: () => {
      if (!open) return closed("nvmlEventSetCreate");
      return openEvents({ asked, isOpen: () => open, handleOf: (slotIndex) => askWhileOpen(handleQuery(slotIndex)) });
    },
    shutdown: () => {
      if (!open) return;
      open = false;
      library.bind(shutdownCall, [])?.();
    },
  };
}

interface Openness {
  isOpen: () => boolean;
  closed: (call: string) => { ok: false; failure: NvmlFailure };
}

function deviceAccess(asked: Asked, { isOpen, closed }: Openness): DeviceAccess {
  const processLists = new ProcessLists(asked);
  const migModes = new Map<bigint, boolean>();
  /** What a GPU supports changes when MIG is switched. */
  const readMigMode = (handle: bigint): NvmlReading<NvmlMigMode> => {
    const mode = ask(asked, healthQueries.migMode, handle);
    if (!mode.ok) return mode;
    if (migModes.get(handle) === !mode.value.isEnabled) asked.unsupported.forget(handle);
    migModes.set(handle, mode.value.isEnabled);
    return mode;
  };
  const whileOpen = <T>(call: string, read: () => NvmlReading<T>): NvmlReading<T> => (isOpen() ? read() : closed(call));
  return {
    ask: (query, handle) => whileOpen(query.variants[0]?.symbol ?? "nvml", () => ask(asked, query, handle)),
    migMode: (handle) => whileOpen("nvmlDeviceGetMigMode", () => readMigMode(handle)),
    processes: (handle) => whileOpen("nvmlDeviceGetComputeRunningProcesses", () => processLists.read(handle)),
    fields: (handle, names) => readFields(asked, isOpen() ? handle : null, names),
    retiredPageCount: (handle, cause) =>
      whileOpen("nvmlDeviceGetRetiredPages", () => countRetiredPages(asked, handle, retirementCauses[cause])),
    accountedPids: (handle) => whileOpen("nvmlDeviceGetAccountingPids", () => readAccountedPids(asked, handle)),
  };
}
