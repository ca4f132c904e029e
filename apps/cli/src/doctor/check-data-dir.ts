import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { memoryText } from "../text/units.ts";
import { type Check, failure, passed, warning } from "./check.ts";

const NAME = "data folder";
const LOW_BYTES = 2 ** 30;
const OTHER = "choose another with --data-dir";

/** Whether history can be kept there. Nothing is created: a folder that is not there is judged by the one above it. */
export function checkDataDir(dataDir: string): Check {
  const folder = nearestExisting(dataDir);
  try {
    if (!statSync(folder).isDirectory()) return failure(NAME, `${folder} is a file`, OTHER);
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return spaceCheck(dataDir, bavail * bsize);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(NAME, `${dataDir} cannot be written: ${reason}`, `make it writable for this user, or ${OTHER}`);
  }
}

function spaceCheck(dataDir: string, freeBytes: number): Check {
  const words = `${dataDir} is writable, ${memoryText(freeBytes)} free`;
  if (freeBytes >= LOW_BYTES) return passed(NAME, words);
  return warning(NAME, words, "make room, or keep fewer days with --history-days");
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
