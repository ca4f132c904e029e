import { createDevice, type DeviceAccess } from "./device.ts";
import { handleQuery, initCalls, libraryQueries, shutdownCall } from "./ffi/functions.ts";
import type { NativeLibrary } from "./ffi/library.ts";
import { ProcessLists } from "./ffi/process-lists.ts";
import { ask, type Query } from "./ffi/query.ts";
import type { Nvml, NvmlReading } from "./nvml.ts";
import { failureOf, FUNCTION_NOT_FOUND, UNINITIALIZED } from "./return-codes.ts";

/** @returns the code of nvmlInit; 13 where the library has none. */
export function initialise(library: NativeLibrary): number {
  for (const call of initCalls) {
    const init = library.bind(call, []);
    if (init !== null) return init();
  }
  return FUNCTION_NOT_FOUND;
}

/** From one nvmlInit, which has succeeded, to its nvmlShutdown. Handles are good within it alone. */
export function createGeneration(library: NativeLibrary): Nvml {
  let open = true;
  const processLists = new ProcessLists(library);
  // A call after nvmlShutdown may fault in the driver, so it is not made.
  const closed = (call: string) => ({ ok: false as const, failure: failureOf(UNINITIALIZED, call) });

  const askWhileOpen = <T>(query: Query<T>, handle?: bigint): NvmlReading<T> =>
    open ? ask(library, query, handle) : closed(query.variants[0]?.symbol ?? "nvml");

  const access: DeviceAccess = {
    ask: askWhileOpen,
    processes: (handle) => (open ? processLists.read(handle) : closed("nvmlDeviceGetComputeRunningProcesses")),
  };
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
    shutdown: () => {
      if (!open) return;
      open = false;
      library.bind(shutdownCall, [])?.();
    },
  };
}
