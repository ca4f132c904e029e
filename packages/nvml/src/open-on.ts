import { driverSeems, libraryCandidates } from "./candidates.ts";
import { loadLibrary, type NativeLibrary } from "./ffi/library.ts";
import { createGeneration, initialise } from "./generation.ts";
import type { NvmlUnavailable, OpenedNvml } from "./nvml.ts";
import { SUCCESS } from "./return-codes.ts";
import { driverAbsent, initFailed, libraryMissing, libraryUnloadable, noDevices } from "./unavailable.ts";

type FileExists = (path: string) => boolean;

/** @param libraryPath to load and no other; null searches. */
export function openOn(fileExists: FileExists, libraryPath: string | null): OpenedNvml {
  return libraryPath === null ? openFirst(fileExists) : openExplicit(libraryPath);
}

function openFirst(fileExists: FileExists): OpenedNvml {
  const refusals: NvmlUnavailable[] = [];
  for (const candidate of libraryCandidates(fileExists)) {
    const opened = openCandidate(fileExists, candidate);
    if (opened === null) continue;
    if (opened.ok || !mayDiffer(opened.unavailable)) return opened;
    refusals.push(opened.unavailable);
  }
  return refused(refusals[0] ?? libraryMissing());
}

/** Null where the loader does not know a bare name, which is ordinary; a file that is there should load. */
function openCandidate(fileExists: FileExists, candidate: string): OpenedNvml | null {
  const loaded = loadLibrary(candidate);
  if (!loaded.ok) return candidate.includes("/") ? refused(libraryUnloadable(candidate, loaded.problem)) : null;
  // As root, nvmlInit loads the kernel module or makes its device nodes: a monitor does neither.
  return driverSeems(fileExists) ? openLibrary(loaded.library) : refused(driverAbsent(candidate));
}

/** Another copy of the library may be the right one; it cannot mend the driver. */
function mayDiffer(unavailable: NvmlUnavailable): boolean {
  return unavailable.reason === "no_library" || unavailable.reason === "version_mismatch";
}

function openExplicit(path: string): OpenedNvml {
  const loaded = loadLibrary(path);
  return loaded.ok ? openLibrary(loaded.library) : refused(libraryUnloadable(path, loaded.problem));
}

function openLibrary(library: NativeLibrary): OpenedNvml {
  const code = initialise(library);
  if (code !== SUCCESS) return refused(initFailed(code, library.path));
  const nvml = createGeneration(library);
  const count = nvml.deviceCount();
  if (count.ok && count.value > 0) return { ok: true, nvml };
  nvml.shutdown();
  return refused(count.ok ? noDevices(library.path) : initFailed(count.failure.code, library.path));
}

function refused(unavailable: NvmlUnavailable): OpenedNvml {
  return { ok: false, unavailable };
}
