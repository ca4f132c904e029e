import { statSync } from "node:fs";
import { join } from "node:path";
import { findPages } from "../bundle/pages.ts";
import { CHECKOUT } from "../bundle/checkout.ts";
import { type Check, failure, passed, warning } from "./check.ts";

const WANTED_MAJOR = 24;
const LATEST_YEAR = 2100;

export function checkNode(version: string): Check {
  const major = Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);
  if (major >= WANTED_MAJOR) return passed("Node.js", version);
  return failure("Node.js", `${version} is too old`, `start through ./vramfleet, which brings Node.js ${WANTED_MAJOR}`);
}

export function checkPages(): Check {
  const built = findPages() !== null;
  return passed("pages", built ? "built" : "not built from the present sources; the next start of a hub builds them");
}

/** History is kept by the clock: one that is far off would sort it wrongly. The installed files are older than now. */
export function checkClock(nowMs: number): Check {
  const installedAtMs = statSync(join(CHECKOUT, "package-lock.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const now = new Date(nowMs);
  const words = `the clock says ${now.toISOString()}`;
  if (nowMs >= installedAtMs && now.getUTCFullYear() < LATEST_YEAR) return passed("clock", words);
  return warning("clock", `${words}, which cannot be`, "set it, and keep it set by NTP (`timedatectl set-ntp true`)");
}
