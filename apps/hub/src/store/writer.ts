import { createAppender } from "./append.ts";
import type { Handlers, WriterCalls } from "./calls.ts";
import { databasePath } from "./database-path.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { createNodeRows } from "./node-rows.ts";
import { openForWriting } from "./open-for-writing.ts";
import { createRetention } from "./retention.ts";
import { createRowIds } from "./row-ids.ts";

/** The one place that writes the history; holds the data folder for this hub. */
export function createWriter(dataDir: string, migrationsDir: string): Handlers<WriterCalls> {
  const lock = lockDataDir(dataDir);
  try {
    const database = openForWriting(databasePath(dataDir), migrationsDir);
    const appender = createAppender(database, createRowIds(database));
    const nodes = createNodeRows(database);
    return {
      append: (batches) => appender.append(batches),
      storedSeq: ({ nodeId, epoch }) => appender.storedSeq(nodeId, epoch),
      dropBefore: createRetention(database),
      loadNodes: () => nodes.load(),
      saveNodes: (rows) => {
        nodes.save(rows);
        return null;
      },
      close: () => {
        database.close();
        lock.release();
        return null;
      },
    };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}
