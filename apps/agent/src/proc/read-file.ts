import { readFileSync } from "node:fs";
import { err, ok, type Result } from "@vramfleet/core/result";

/** `gone`: no such file or process. `denied`: not allowed to this user. */
export type ReadFailure = "gone" | "denied" | "failed";

const FAILURES: Readonly<Record<string, ReadFailure>> = {
  ENOENT: "gone",
  ENOTDIR: "gone",
  // The process ended between opening its file and reading it.
  ESRCH: "gone",
  EACCES: "denied",
  EPERM: "denied",
};

/** A small file read whole, at once: files of /proc are made at the moment they are read. */
export function readSmallFile(path: string): Result<string, ReadFailure> {
  try {
    return ok(readFileSync(path, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return err(FAILURES[code] ?? "failed");
  }
}

/** The same where the reason makes no difference. */
export function readSmallFileOrNull(path: string): string | null {
  const text = readSmallFile(path);
  return text.ok ? text.value : null;
}
