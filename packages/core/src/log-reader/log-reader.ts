import type { Result } from "../result.ts";
import type { BadRows } from "./bad-rows.ts";
import type { RowTable } from "./row-table.ts";

/** A log as it was read. */
export interface RecordedLog {
  table: RowTable;
  bad: BadRows;
  /** What was assumed on the way, a sentence each. */
  notes: string[];
}

/** Takes the lines of a log one at a time. */
export interface LogReader {
  /** @param isEnded False for a last line that may have been cut; true when left out. */
  addLine(line: string, isEnded?: boolean): void;
  /** Fails, in words, where there is no good row. */
  end(): Result<RecordedLog, string>;
}

/** A line of the file that is not blank. */
export interface LogLine {
  text: string;
  /** Counted from 1, blank lines too. */
  number: number;
  /** False for the file's last line where nothing ends it: a recording that was stopped may have cut it. */
  isEnded: boolean;
}
