import { loadLibrary, type NativeLibrary } from "./ffi/library.ts";
import { createGeneration, type GenerationOptions, initialise } from "./generation.ts";
import type { NvmlUnavailable, OpenedNvml } from "./nvml.ts";
import { SUCCESS } from "./return-codes.ts";
import { driverAbsent, initFailed, libraryMissing, libraryUnloadable, noDevices } from "./unavailable.ts";

/** What a search asks of the machine. */
export interface Machine {
  /** Paths or bare names, the likeliest first. */
  candidates: readonly string[];
  /** Whether there is a kernel driver to open. */
  hasDriver: boolean;
}

const FORGETTING: GenerationOptions = { rememberUnsupported: false };

/** Opens the first candidate that is this machine's library. */
export function openFirst(machine: Machine, options: GenerationOptions = FORGETTING): OpenedNvml {
  const refusals: NvmlUnavailable[] = [];
  for (const candidate of machine.candidates) {
    const opened = openCandidate(candidate, machine.hasDriver, options);
    if (opened === null) continue;
    if (opened.ok || !mayDiffer(opened.unavailable)) return opened;
    refusals.push(opened.unavailable);
  }
  return refused(refusals[0] ?? libraryMissing());
}

/** Null where the loader does not know a bare name, which is ordinary; a file that is there should load. */
function openCandidate(candidate: string, hasDriver: boolean, options: GenerationOptions): OpenedNvml | null {
  const loaded = loadLibrary(candidate);
  if (!loaded.ok) return candidate.includes("/") ? refused(libraryUnloadable(candidate, loaded.problem)) : null;
  // As root, nvmlInit loads the kernel module or makes its device nodes: a monitor does neither.
  return hasDriver ? openLibrary(loaded.library, options) : refused(driverAbsent(candidate));
}

/** Another copy of the library may be the right one; it cannot mend the driver. */
function mayDiffer(unavailable: NvmlUnavailable): boolean {
  return unavailable.reason === "no_library" || unavailable.reason === "version_mismatch";
}

/** Opens this library and no other, whatever else the machine shows. */
export function openExplicit(path: string, options: GenerationOptions = FORGETTING): OpenedNvml {
  const loaded = loadLibrary(path);
  return loaded.ok ? openLibrary(loaded.library, options) : refused(libraryUnloadable(path, loaded.problem));
}

function openLibrary(library: NativeLibrary, options: GenerationOptions): OpenedNvml {
  const code = initialise(library);
  if (code !== SUCCESS) return refused(initFailed(code, library.path));
  const nvml = createGeneration(library, options);
  const count = nvml.deviceCount();
  if (count.ok && count.value > 0) return { ok: true, nvml };
  nvml.shutdown();
  return refused(count.ok ? noDevices(library.path) : initFailed(count.failure.code, library.path));
}

function refused(unavailable: NvmlUnavailable): OpenedNvml {
  return { ok: false, unavailable };
}
