import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterEach, expect, test } from "vitest";
import { historyDb } from "../testing/history-db.ts";
import { createCleanup } from "../testing/test-hub.ts";
import { gpu, gpuSample, ingestCursor, node } from "./schema.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

interface ColumnRow {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}

const tables: SQLiteTable[] = [node, gpu, ingestCursor, gpuSample];

test("the migrations, run on an empty file, make exactly the schema's tables", async () => {
  const { writer } = await historyDb(cleanup);
  const made = writer
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
    .pluck()
    .all();
  expect(new Set(made)).toEqual(new Set(tables.map((table) => getTableConfig(table).name)));
  for (const table of tables) {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const keys = new Set([
      ...columns.filter((column) => column.primary).map((column) => column.name),
      ...primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
    ]);
    const expected = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notnull: column.notNull,
      isKey: keys.has(column.name),
    }));
    const found = writer.prepare<[string], ColumnRow>("SELECT * FROM pragma_table_info(?)").all(name);
    expect(
      found.map(({ pk, notnull, ...row }) => ({
        name: row.name,
        type: row.type.toUpperCase(),
        notnull: notnull === 1,
        isKey: pk > 0,
      })),
    ).toEqual(expected);
  }
});

test("samples lie in the order of their key, so that a range of one GPU is read in one go", async () => {
  const { writer } = await historyDb(cleanup);
  const withoutRowid = writer.prepare("SELECT name FROM pragma_table_list WHERE wr = 1").pluck().all();
  expect(new Set(withoutRowid)).toEqual(new Set(["gpu_sample", "ingest_cursor"]));
  expect(writer.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(writer.pragma("synchronous", { simple: true })).toBe(2);
});
