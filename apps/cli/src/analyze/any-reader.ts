import { createCsvReader } from "@vramfleet/core/log-reader/csv-reader";
import type { LogReader } from "@vramfleet/core/log-reader/log-reader";

/** How a log is written. */
export type LogFormat = "csv" | "snapshots";

export interface AnyReader extends LogReader {
  format(): LogFormat;
}

/** Reads any log that is understood: the first line that is not blank says how it is written. */
export function createAnyReader(columns: readonly string[] | null, snapshotReader: () => LogReader): AnyReader {
  const csv = createCsvReader(columns);
  let reader: LogReader | null = null;
  let format: LogFormat = "csv";
  let blankCount = 0;
  const choose = (line: string): LogReader => {
    format = line.trimStart().startsWith("{") ? "snapshots" : "csv";
    const chosen = format === "csv" ? csv : snapshotReader();
    // Lines keep their numbers.
    for (let blank = 0; blank < blankCount; blank++) chosen.addLine("");
    return chosen;
  };
  return {
    addLine(line, isEnded) {
      if (reader === null && line.trim() === "") blankCount += 1;
      else (reader ??= choose(line)).addLine(line, isEnded);
    },
    end: () => (reader ?? csv).end(),
    format: () => format,
  };
}
