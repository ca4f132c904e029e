import { accessSync } from "node:fs";
import { driverSeems, libraryCandidates } from "./candidates.ts";
import type { OpenedNvml } from "./nvml.ts";
import { openExplicit, openFirst } from "./open-library.ts";

/**
 * Loads NVML and initialises it. Blocks while the driver does. The result's `shutdown` ends it; after that, or after a
 * failure, it may be called again.
 * @param options.libraryPath a file (or bare name) to load and no other; null searches the known places.
 */
export function openNvml(options: { libraryPath: string | null }): OpenedNvml {
  if (options.libraryPath !== null) return openExplicit(options.libraryPath);
  return openFirst({ candidates: libraryCandidates(fileExists), hasDriver: driverSeems(fileExists) });
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
