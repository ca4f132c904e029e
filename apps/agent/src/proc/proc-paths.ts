/** Where the machine's files are; others in a container that sees its host's, and in tests. */
export interface ProcPaths {
  /** Normally "/proc". */
  proc: string;
  passwd: string;
  osRelease: string;
}

export const procPaths = (proc = "/proc"): ProcPaths => ({
  proc,
  passwd: "/etc/passwd",
  osRelease: "/etc/os-release",
});
