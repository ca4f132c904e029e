import { accessSync } from "node:fs";
import { driverSeems, libraryCandidates } from "./candidates.ts";
import type { OpenedNvml } from "./nvml.ts";
import { openExplicit, openFirst } from "./open-library.ts";

/**
 * Loads NVML and initialises it. Blocks while the driver does. The result's `shutdown` ends it; after that, or after a
 * failure, it may be called again.
 * @param options.libraryPath a file (or bare name) to load and no other; null searches the known places.
 * @param options.rememberUnsupported a call that a device answered "not supported" (3) is not made again until the next
 * opening, or until the device's MIG mode is read and has changed. Default false: the caller keeps account itself.
 */
export function openNvml(options: { libraryPath: string | null; rememberUnsupported?: boolean }): OpenedNvml {
  const { libraryPath, rememberUnsupported = false } = options;
  if (libraryPath !== null) return openExplicit(libraryPath, { rememberUnsupported });
  const machine = { candidates: libraryCandidates(fileExists), hasDriver: driverSeems(fileExists) };
  return openFirst(machine, { rememberUnsupported });
}

function fileExists(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    // Absent, or out of this user's reach: of no use either way.
    return false;
  }
}
