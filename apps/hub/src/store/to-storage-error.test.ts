import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { historyDb, sampleFixture } from "../testing/history-db.ts";
import { createCleanup, tempDir } from "../testing/test-hub.ts";
import { createAppender } from "./append.ts";
import { createRowIds } from "./row-ids.ts";
import { toStorageError } from "./to-storage-error.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

/** What SQLite itself throws. */
function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}

test("a full disk stores nothing of the batch and is named as such", async () => {
  const { writer, path } = await historyDb(cleanup);
  const appender = createAppender(writer, createRowIds(writer));
  // As many pages as it has now: the next one cannot be had, as on a full disk.
  writer.pragma(`max_page_count = ${String(writer.pragma("page_count", { simple: true }))}`);
  const samples = Array.from({ length: 1_000 }, (_, index) => sampleFixture(index));
  const thrown = thrownBy(() => appender.append([{ nodeId: "n1", epoch: "e1", seq: 1, receivedAtMs: 0, samples }]));
  expect(toStorageError(thrown, path)).toMatchObject({
    code: "storage_full",
    message: expect.stringMatching(/no space left for .*history[.]db.*history_days/) as string,
  });
  expect(appender.storedSeq("n1", "e1")).toBeNull();
});

test("a lock, a missing file and a file of something else each have their own words", async () => {
  const { writer, path } = await historyDb(cleanup);
  writer.exec("BEGIN IMMEDIATE");
  const other = new Database(path, { timeout: 0 });
  cleanup.add(() => other.close());
  expect(
    toStorageError(
      thrownBy(() => other.exec("BEGIN IMMEDIATE")),
      path,
    ).code,
  ).toBe("storage_busy");
  writer.exec("ROLLBACK");

  const missing = join(await tempDir(cleanup), "none", "history.db");
  expect(
    toStorageError(
      thrownBy(() => new Database(missing, { fileMustExist: true })),
      missing,
    ).code,
  ).not.toBe("storage_busy");

  const foreign = join(await tempDir(cleanup), "history.db");
  await writeFile(foreign, "something else entirely ".repeat(100));
  const database = new Database(foreign);
  cleanup.add(() => database.close());
  const thrown = thrownBy(() => database.prepare("SELECT * FROM sqlite_master").all());
  expect(toStorageError(thrown, foreign)).toMatchObject({ code: "database_corrupt" });
});
