import type { LogFields, Logger, LogLevel } from "../log.ts";

export interface LogLine {
  level: LogLevel;
  event: string;
  fields: LogFields;
}

/** A logger that keeps its lines for the test to read. */
export function memoryLog(): { log: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ level, event, fields });
    };
  return { log: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") }, lines };
}
