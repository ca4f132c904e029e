import { formatJson, formatText, type LogEntry, type LogFormat } from "./log-format.ts";
import { createRepeatFilter } from "./log-repeats.ts";
import type { LogFields, Logger, LogLevel } from "./log.ts";

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

export interface LogOptions {
  level: LogLevel;
  format: LogFormat;
  /** Colours in text lines; for a terminal. */
  colour: boolean;
  /** Takes one finished line. */
  write: (line: string) => void;
  /** Wall clock, milliseconds since 1970. */
  nowMs: () => number;
}

export interface ConfigurableLogger extends Logger {
  set(options: { level: LogLevel; format: LogFormat }): void;
  /** Tells what was withheld in windows that have ended; to be called every few seconds. */
  sweep(): void;
  /** Tells everything that was withheld; to be called before the process ends. */
  flush(): void;
}

export function createLogger(options: LogOptions): ConfigurableLogger {
  let { level: least, format } = options;
  const repeats = createRepeatFilter();
  const put = (entry: LogEntry): void =>
    options.write(format === "json" ? formatJson(entry) : formatText(entry, options.colour));
  const log =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (RANK[level] < RANK[least]) return;
      repeats.admit({ atMs: options.nowMs(), level, event, fields, repeated: null }).forEach(put);
    };
  return {
    debug: log("debug"),
    info: log("info"),
    warn: log("warn"),
    error: log("error"),
    set: (next) => {
      least = next.level;
      format = next.format;
    },
    sweep: () => repeats.collect(options.nowMs()).forEach(put),
    flush: () => repeats.collect(options.nowMs(), true).forEach(put),
  };
}
