import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Check, failure, passed, warning } from "./check.ts";

const NAME = "processes";

/** Whether the processes of everybody can be named. Process 1 belongs to root: who can read it can read all. */
export function checkProc(procRoot: string): Check {
  if (readOrNull(join(procRoot, "stat")) === null) {
    return failure(NAME, `${procRoot} cannot be read`, "mount /proc, or name the host's with --proc-root");
  }
  const hidden = hidepidOf(readOrNull(join(procRoot, "self/mounts")) ?? "");
  if (readOrNull(join(procRoot, "1/stat")) === null) {
    const why = hidden === null ? "" : ` (/proc is mounted with hidepid=${hidden})`;
    return warning(
      NAME,
      `processes of other users are hidden${why}: no user, command or age for them`,
      "run the agent as root, or in the group that the mount option gid= names",
    );
  }
  if (readOrNull(join(procRoot, "1/cmdline")) === null) {
    return warning(NAME, "command lines of other users cannot be read", "run the agent as root to see them");
  }
  return passed(NAME, `${procRoot} shows all processes and their command lines`);
}

/** The option of the mount at /proc; null where it is off. */
export function hidepidOf(mounts: string): string | null {
  const line = mounts.split("\n").find((mount) => mount.split(" ")[1] === "/proc");
  const value = /(?:^|,)hidepid=([^,\s]+)/.exec(line?.split(" ")[3] ?? "")?.[1] ?? null;
  return value === "0" || value === "off" ? null : value;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Absent, hidden or forbidden: that is what this check is about.
    return null;
  }
}
