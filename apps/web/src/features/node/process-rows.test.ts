import { expect, test } from "vitest";
import { detailSample, gpuSample, NOW_MS, processSample } from "../../testing/samples.ts";
import type { ProcessSort } from "./process-rows.ts";
import { formatProcessSort, parseProcessSort, processRows, sortProcesses } from "./process-rows.ts";

const GIB = 2 ** 30;
const rowsOf = (...processes: ReturnType<typeof processSample>[]) =>
  processRows(detailSample({ gpus: [gpuSample(), gpuSample({ slotIndex: 1, memory: null })], processes }).snapshot);

test("a process has its memory and share on each of its GPUs", () => {
  const [row] = rowsOf(
    processSample({
      gpus: [
        { slotIndex: 1, usedBytes: GIB, kinds: ["compute"] },
        { slotIndex: 0, usedBytes: 20 * GIB, kinds: ["compute", "graphics"] },
      ],
    }),
  );
  expect(row?.uses).toEqual([
    { slotIndex: 0, usedBytes: 20 * GIB, shareRatio: 0.25, kinds: "compute + graphics" },
    { slotIndex: 1, usedBytes: GIB, shareRatio: null, kinds: "compute" },
  ]);
  expect(row).toMatchObject({ usedBytes: 21 * GIB, ageMs: 60_000, degraded: false });
});

test("what could not be read is null, never 0", () => {
  const [row] = rowsOf(
    processSample({
      identity: "degraded",
      user: null,
      uid: null,
      command: null,
      program: null,
      startedAtMs: null,
      gpus: [{ slotIndex: 0, usedBytes: null, kinds: [] }],
    }),
  );
  expect(row).toMatchObject({ user: null, command: null, usedBytes: null, ageMs: null, degraded: true });
  expect(row?.uses[0]).toMatchObject({ usedBytes: null, shareRatio: null });
});

test("a user without a name is the number, a hidden command line the program", () => {
  expect(rowsOf(processSample({ user: null, command: null }))[0]).toMatchObject({
    user: "uid 1000",
    command: "python",
  });
});

test("a clock set back does not make a process younger than nothing", () => {
  expect(rowsOf(processSample({ startedAtMs: NOW_MS + 5_000 }))[0]?.ageMs).toBe(0);
});

const using = (pid: number, usedBytes: number | null) =>
  processSample({ pid, gpus: [{ slotIndex: 0, usedBytes, kinds: ["compute"] }] });
const pidsBy = (sort: ProcessSort) =>
  sortProcesses(rowsOf(using(3, GIB), using(1, null), using(2, 5 * GIB), using(4, GIB)), sort).map((row) => row.pid);

test("sorting: unknown last both ways, ties by pid", () => {
  expect(pidsBy({ column: "memory", descending: true })).toEqual([2, 3, 4, 1]);
  expect(pidsBy({ column: "memory", descending: false })).toEqual([3, 4, 2, 1]);
  expect(pidsBy({ column: "pid", descending: true })).toEqual([4, 3, 2, 1]);
  expect(pidsBy({ column: "user", descending: true })).toEqual([1, 2, 3, 4]);
});

test("the order is in the address", () => {
  const sort = { column: "age", descending: true } as const;
  expect(parseProcessSort(formatProcessSort(sort))).toEqual(sort);
  expect(parseProcessSort("user")).toEqual({ column: "user", descending: false });
  expect(parseProcessSort("-banana")).toEqual({ column: "memory", descending: true });
  expect(parseProcessSort(null)).toEqual({ column: "memory", descending: true });
});
