import type { Handlers, ReaderCalls } from "./calls.ts";
import { databasePath } from "./database-path.ts";
import { createGpuRange } from "./gpu-range.ts";
import { openForReading } from "./open-for-reading.ts";

/** Answers questions beside the writer, so that a long range never delays a commit. */
export function createReader(dataDir: string): Handlers<ReaderCalls> {
  const database = openForReading(databasePath(dataDir));
  return {
    range: createGpuRange(database),
    close: () => {
      database.close();
      return null;
    },
  };
}
