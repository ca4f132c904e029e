/** What /proc/<pid>/stat says of who a process is (proc_pid_stat(5)). */
export interface ProcStat {
  /** Name of the main thread as the kernel keeps it, at most 15 bytes; any character is possible. */
  comm: string;
  /** Clock ticks between boot and its start: field 22. */
  startTicks: number;
}

/** Fields are counted from 1; the state, field 3, is the first one behind the name. */
const START_TICKS_INDEX = 22 - 3;

/** Null where the text is not of that format. The name may itself hold spaces and brackets: it ends at the last one. */
export function parseStat(text: string): ProcStat | null {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  if (open < 0 || close < open) return null;
  const startTicks = text.slice(close + 2).split(" ")[START_TICKS_INDEX];
  if (startTicks === undefined || !/^\d+$/.test(startTicks)) return null;
  const ticks = Number(startTicks);
  return Number.isSafeInteger(ticks) ? { comm: text.slice(open + 1, close), startTicks: ticks } : null;
}
