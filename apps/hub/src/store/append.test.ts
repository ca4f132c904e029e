import type Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { historyDb, sampleFixture } from "../testing/history-db.ts";
import { createCleanup } from "../testing/test-hub.ts";
import { createAppender } from "./append.ts";
import { createRetention } from "./retention.ts";
import { createRowIds } from "./row-ids.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const batch = (seq: number, atMs: number[], nodeId = "n1") => ({
  nodeId,
  epoch: "e1",
  seq,
  receivedAtMs: 1_000,
  samples: atMs.map((at) => sampleFixture(at)),
});
const instants = (database: Database.Database): unknown[] =>
  database.prepare("SELECT at_ms FROM gpu_sample ORDER BY gpu, at_ms").pluck().all();

test("a batch at or below the cursor is answered and not stored, even with other content", async () => {
  const { writer } = await historyDb(cleanup);
  const appender = createAppender(writer, createRowIds(writer));
  expect(appender.append([batch(1, [10]), batch(3, [30])])).toEqual([1, 3]);
  expect(appender.append([batch(3, [31]), batch(2, [20]), batch(4, [40])])).toEqual([3, 3, 4]);
  expect(instants(writer)).toEqual([10, 30, 40]);
  expect(appender.storedSeq("n1", "e1")).toBe(4);
  expect(appender.storedSeq("n1", "e2")).toBeNull();
  expect(appender.storedSeq("n2", "e1")).toBeNull();
});

test("the same reading on both lanes is one row", async () => {
  const { writer } = await historyDb(cleanup);
  const appender = createAppender(writer, createRowIds(writer));
  appender.append([batch(1, [10, 20]), { ...batch(1, [20, 30]), epoch: "backfill" }]);
  expect(instants(writer)).toEqual([10, 20, 30]);
});

test("a group that fails stores nothing of it, cursors included, and can be sent again", async () => {
  const { writer } = await historyDb(cleanup);
  const appender = createAppender(writer, createRowIds(writer));
  const broken = { ...batch(1, [10], "n2"), samples: [{ ...sampleFixture(10), atMs: null as unknown as number }] };
  expect(() => appender.append([batch(1, [10]), broken])).toThrow(/NOT NULL/);
  expect(appender.storedSeq("n1", "e1")).toBeNull();
  expect(instants(writer)).toEqual([]);
  expect(appender.append([batch(1, [10]), batch(1, [10], "n2")])).toEqual([1, 1]);
  expect(instants(writer)).toEqual([10, 10]);
});

test("old samples go in bounded steps until none is left, newer ones stay", async () => {
  const { writer } = await historyDb(cleanup);
  const appender = createAppender(writer, createRowIds(writer));
  const all = Array.from({ length: 5_000 }, (_, index) => index);
  appender.append([batch(1, all), batch(1, [1, 4_999], "n2")]);
  const dropBefore = createRetention(writer);
  const left: number[] = [];
  for (let more = true; more; left.push(instants(writer).length)) ({ more } = dropBefore(4_500));
  expect(left).toEqual([3_002, 1_002, 501]);
  expect(dropBefore(4_500)).toEqual({ more: false });
  expect(Math.min(...instants(writer).map(Number))).toBe(4_500);
});
