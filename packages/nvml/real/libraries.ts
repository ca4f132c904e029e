/** Where the real libraries of `fetch.ts` lie, for tests that have no GPU and want the driver's own code. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const REAL_LIBRARIES = join(import.meta.dirname, "../../../node_modules/.cache/vramfleet-nvml");

/** Paths of libnvidia-ml.so.VERSION, one for each driver version; none before `fetch.ts` has run. */
export function realLibraries(): string[] {
  try {
    return readdirSync(REAL_LIBRARIES)
      .filter((name) => /^libnvidia-ml[.]so[.]\d+[.]/.test(name))
      .map((name) => join(REAL_LIBRARIES, name));
  } catch {
    // Never fetched.
    return [];
  }
}
