import { join } from "node:path";
import { sanitizeText } from "@vramfleet/core/sanitize";
import type { ProcessFacts, ProcessSource } from "../collect/process-source.ts";
import { type CommandLines, describeCommand, splitCommandLine } from "./command-line.ts";
import type { ProcPaths } from "./proc-paths.ts";
import { readSmallFile, readSmallFileOrNull } from "./read-file.ts";
import { parseStat } from "./stat.ts";
import { bootTimeMs, parseUid, parseUptimeS } from "./system-files.ts";
import { createUserNames } from "./user-names.ts";

export interface ProcProcessSource extends ProcessSource {
  /** From the next description on. */
  setCommandLines(mode: CommandLines): void;
}

/** USER_HZ, the unit of start ticks towards programs: 100 on every architecture Linux still has (time(7)). */
const TICK_MS = 10;

/**
 * Processes as /proc describes them. Facts are read once in a process's life; after that only its start ticks are
 * looked at, to see that the pid is still the same process. One that has ended keeps its facts while the driver lists it.
 */
export function procProcessSource(paths: ProcPaths, initialMode: CommandLines): ProcProcessSource {
  const read = processReader(paths);
  let mode = initialMode;
  let known = new Map<number, ProcessFacts>();

  const describe = (pid: number, atMs: number): ProcessFacts => {
    const before = known.get(pid);
    const text = readSmallFile(join(paths.proc, String(pid), "stat"));
    if (!text.ok && text.error === "gone" && before !== undefined) return before;
    const stat = text.ok ? parseStat(text.value) : null;
    if (stat === null) return { pid, ...NO_STAT, ...read.owner(pid, atMs) };
    if (before?.startTicks === stat.startTicks) return before;
    return {
      pid,
      startTicks: stat.startTicks,
      identity: "exact",
      ...read.owner(pid, atMs),
      ...describeCommand(read.argv(pid), stat.comm, mode),
      startedAtMs: read.startedAtMs(stat.startTicks, atMs),
    };
  };

  return {
    describe(pids, atMs) {
      const rows = pids.map((pid) => describe(pid, atMs));
      known = new Map(rows.map((row) => [row.pid, row]));
      return rows;
    },
    setCommandLines(next) {
      if (next !== mode) known = new Map();
      mode = next;
    },
  };
}

const NO_STAT = { startTicks: null, identity: "degraded", program: null, command: null, startedAtMs: null } as const;

/** What is read once in a process's life. */
function processReader(paths: ProcPaths) {
  const nameOfUser = createUserNames(() => readSmallFileOrNull(paths.passwd));
  const readOf = (pid: number, name: string): string | null => readSmallFileOrNull(join(paths.proc, String(pid), name));
  const bootMs = (atMs: number): number | null => {
    const exact = bootTimeMs(readSmallFileOrNull(join(paths.proc, "stat")));
    if (exact !== null) return exact;
    const uptimeS = parseUptimeS(readSmallFileOrNull(join(paths.proc, "uptime")));
    return uptimeS === null ? null : atMs - uptimeS * 1_000;
  };
  return {
    argv: (pid: number): string[] => splitCommandLine(readOf(pid, "cmdline") ?? ""),
    owner(pid: number, atMs: number): { uid: number | null; user: string | null } {
      const uid = parseUid(readOf(pid, "status"));
      const user = uid === null ? null : nameOfUser(uid, atMs);
      return { uid, user: user === null ? null : sanitizeText(user) };
    },
    startedAtMs(startTicks: number, atMs: number): number | null {
      const boot = bootMs(atMs);
      return boot === null ? null : Math.max(0, Math.min(atMs, Math.round(boot + startTicks * TICK_MS)));
    },
  };
}
