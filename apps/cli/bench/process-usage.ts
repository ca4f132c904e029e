import { readFileSync } from "node:fs";

/** What the kernel counts of one process, all its threads together. */
export interface ProcessUsage {
  rssBytes: number;
  /** Highest RSS of its life, start-up included. */
  peakRssBytes: number;
  /** User and system time since its start. */
  cpuS: number;
}

/** USER_HZ (time(7)): 100 on every architecture. */
const TICKS_PER_S = 100;
/** proc_pid_stat(5), fields 14 and 15, counted from the state (field 3). */
const UTIME_INDEX = 14 - 3;
const STIME_INDEX = 15 - 3;

export function readUsage(pid: number): ProcessUsage {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]);
  return {
    rssBytes: kib("VmRSS") * 1_024,
    peakRssBytes: kib("VmHWM") * 1_024,
    cpuS: (Number(fields[UTIME_INDEX]) + Number(fields[STIME_INDEX])) / TICKS_PER_S,
  };
}

export interface MeasuredUsage {
  /** Largest of the samples taken once a second. */
  rssBytes: number;
  peakRssBytes: number;
  /** CPU time over wall time: 0.01 is one percent of one core. */
  cpuShareRatio: number;
}

/** Watches processes side by side for a while. */
export async function measureUsage(pids: readonly number[], durationS: number): Promise<MeasuredUsage[]> {
  const startMs = performance.now();
  const before = pids.map((pid) => readUsage(pid));
  const rssBytes = before.map((usage) => usage.rssBytes);
  for (let second = 0; second < durationS; second += 1) {
    await new Promise((done) => setTimeout(done, 1_000));
    pids.forEach((pid, index) => {
      rssBytes[index] = Math.max(rssBytes[index] ?? 0, readUsage(pid).rssBytes);
    });
  }
  const elapsedS = (performance.now() - startMs) / 1_000;
  return pids.map((pid, index) => {
    const after = readUsage(pid);
    return {
      rssBytes: rssBytes[index] ?? after.rssBytes,
      peakRssBytes: after.peakRssBytes,
      cpuShareRatio: (after.cpuS - (before[index]?.cpuS ?? 0)) / elapsedS,
    };
  });
}
