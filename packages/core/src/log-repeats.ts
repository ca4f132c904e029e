import type { LogEntry } from "./log-format.ts";

const WINDOW_MS = 60_000;
/** Variants of one event let through in a window; a flood of made-up names must not flood the log. */
const MAX_VARIANTS = 20;
/** Windows remembered at once; beyond it the oldest is closed early. */
const MAX_WINDOWS = 1_000;

interface Window {
  startedAtMs: number;
  withheldCount: number;
  last: LogEntry;
}

/** Decides which entries are written now. Nothing is lost: what is withheld is counted and told when its window ends. */
export interface RepeatFilter {
  /** Entries to write, in order: the summaries that are due, then this one unless it is a repeat. */
  admit(entry: LogEntry): LogEntry[];
  /** Summaries of the windows that ended by now; of all windows with `all`. */
  collect(nowMs: number, all?: boolean): LogEntry[];
}

export function createRepeatFilter(): RepeatFilter {
  const windows = new Map<string, Window>();
  const collect = (nowMs: number, all = false): LogEntry[] => {
    const due: LogEntry[] = [];
    for (const [key, window] of windows) {
      if (!all && isOpen(window, nowMs)) continue;
      windows.delete(key);
      due.push(...summary(window, nowMs));
    }
    return due;
  };
  const admit = (entry: LogEntry): LogEntry[] => {
    const due = collect(entry.atMs);
    const key = keyOf(entry, windows);
    const window = windows.get(key);
    if (window === undefined) {
      windows.set(key, { startedAtMs: entry.atMs, withheldCount: 0, last: entry });
      due.push(...closeOldest(windows, entry.atMs), entry);
    } else {
      window.withheldCount += 1;
      window.last = entry;
    }
    return due;
  };
  return { admit, collect };
}

// A clock set back must not keep a window open for ever.
const isOpen = (window: Window, nowMs: number): boolean =>
  nowMs >= window.startedAtMs && nowMs - window.startedAtMs < WINDOW_MS;

function summary(window: Window, nowMs: number): LogEntry[] {
  if (window.withheldCount === 0) return [];
  const windowS = Math.max(1, Math.round((nowMs - window.startedAtMs) / 1_000));
  return [{ ...window.last, atMs: nowMs, repeated: { count: window.withheldCount, windowS } }];
}

/**
 * Texts among the fields name what an event is about (a node, a file) and tell events apart; numbers measure it and do not.
 */
function keyOf(entry: LogEntry, windows: ReadonlyMap<string, Window>): string {
  const event = JSON.stringify([entry.level, entry.event]);
  const names = Object.entries(entry.fields).filter(([, value]) => typeof value === "string");
  const variant = `${event}${JSON.stringify(names)}`;
  if (windows.has(variant)) return variant;
  let variants = 0;
  for (const key of windows.keys()) if (key.startsWith(event)) variants += 1;
  return variants < MAX_VARIANTS ? variant : event;
}

function closeOldest(windows: Map<string, Window>, nowMs: number): LogEntry[] {
  if (windows.size <= MAX_WINDOWS) return [];
  const oldest = windows.entries().next().value;
  if (oldest === undefined) return [];
  windows.delete(oldest[0]);
  return summary(oldest[1], nowMs);
}
