import * as fc from "fast-check";
import { expect, test } from "vitest";
import { badRowText } from "./bad-rows.ts";
import { mibOf, readDevice, readText } from "./testing/read-text.ts";

const MIB = 2 ** 20;

test.each([
  [
    "as nvidia-smi writes it",
    "timestamp, index, memory.used [MiB], memory.total [MiB]\n2026/01/31 23:59:59.250, 0, 100 MiB, 8192 MiB\n2026/02/01 00:00:00.250, 0, 200 MiB, 8192 MiB\n",
  ],
  [
    "nounits",
    "timestamp, memory.total [MiB], memory.used [MiB]\n2026/01/31 23:59:59.250, 8192, 100\n2026/02/01 00:00:00.250, 8192, 200\n",
  ],
  [
    "with marks of a spreadsheet",
    '\u{feff}"timestamp";"memory.used [MiB]";"memory.total [MiB]"\r\n\r\n"2026/01/31 23:59:59.250";"100 MiB";"8192 MiB"\r\n"2026/02/01 00:00:00.250";"200";"8192"\r\n',
  ],
  ["noheader", "2026/01/31 23:59:59.250, 100 MiB, 8192 MiB\n2026/02/01 00:00:00.250, 200 MiB, 8192 MiB"],
  ["noheader, nounits", "2026/01/31 23:59:59.250, 100, 8192\n2026/02/01 00:00:00.250, 200, 8192"],
  [
    "noheader with other things between",
    "0, NVIDIA H100, 35 %, 8192 MiB, 2026/01/31 23:59:59.250, 100 MiB\n0, NVIDIA H100, 35 %, 8192 MiB, 2026/02/01 00:00:00.250, 200 MiB",
  ],
  [
    "free instead of used",
    "timestamp, memory.free [MiB], memory.reserved [MiB], memory.total [MiB]\n2026/01/31 23:59:59.250, 8000 MiB, 92 MiB, 8192 MiB\n2026/02/01 00:00:00.250, 7900 MiB, 92 MiB, 8192 MiB\n",
  ],
  [
    "other units, ISO times",
    "Time,Memory Used (GiB),memory_total_bytes\n2026-01-31T23:59:59.250Z,0.09765625,8589934592\n2026-02-01T01:00:00.250+01:00,0.1953125 GiB,8192 MiB\n",
  ],
  ["milliseconds since 1970", "time_ms\tused_mib\ttotal_mib\n1769903999250\t100\t8192\n1769904000250\t200\t8192\n"],
  [
    "titles again where the recording was started again",
    "timestamp, memory.used [MiB], memory.total [MiB]\n2026/01/31 23:59:59.250, 100 MiB, 8192 MiB\ntimestamp, memory.used [MiB], memory.total [MiB]\n2026/02/01 00:00:00.250, 200 MiB, 8192 MiB\n",
  ],
])("reads %s", (_, text) => {
  const read = readText(text);
  expect(read.ok && read.value.bad.count).toBe(0);
  const log = readDevice(text);
  if (typeof log === "string") throw new Error(log);
  expect(mibOf(log)).toEqual([100, 200]);
  expect(log.totalBytes).toBe(8_192 * MIB);
  expect((log.atS[1] ?? 0) - (log.atS[0] ?? 0)).toBeCloseTo(1, 6);
});

test("times count from the first date, and stay as they are where they are numbers", () => {
  const dated = readDevice("timestamp,memory.used\n2026/01/31 10:00:00.500,1\n2026/01/31 10:01:00.500,2\n");
  expect(dated).toMatchObject({ atS: Float64Array.of(0, 60), startedAtS: Date.UTC(2026, 0, 31, 10) / 1_000 + 0.5 });
  const counted = readDevice("time_s,used_mib,total_mib\n7.5,1,\n9,2,\n");
  expect(counted).toMatchObject({ atS: Float64Array.of(7.5, 9), startedAtS: null, totalBytes: null });
});

test("without times, readings are an interval apart and rows that cannot be read keep their place", () => {
  const log = readDevice("memory.used [MiB]\n100 MiB\n[N/A]\n300 MiB\n", { intervalS: 5 });
  expect(log).toMatchObject({ atS: Float64Array.of(0, 10) });
  expect(mibOf(log)).toEqual([100, 300]);
});

test("columns without titles are named by what is in them, and the reader says so", () => {
  expect(readText("0,474,8192\n1,474,8192\n2,480,8192\n3,480,8192\n")).toMatchObject({
    value: {
      notes: ["There is no line of titles; the columns were taken for time_s, memory.used [MiB], memory.total [MiB]."],
    },
  });
  expect(readText("50,474\n12,999\n31,1474\n9,0\n")).toMatchObject({
    ok: false,
    error: expect.stringContaining("--columns") as string,
  });
  expect(readText("100 MiB, 92 MiB, 8192 MiB\n")).toMatchObject({ ok: false });
  const told = readText("50,474\n12,999\n31,1474\n", ["utilization.gpu", "memory.used"]);
  expect(told.ok && told.value.table.usedBytes[2]).toBe(1_474 * MIB);
});

test("bad rows are named by line and column, counted and left out", () => {
  const text = [
    "nohup: ignoring input",
    "timestamp, index, memory.used [MiB], memory.total [MiB]",
    "2026/01/31 10:00:00.000, 0, 100 MiB, 8192 MiB",
    "2026/13/31 10:00:01.000, 0, 100 MiB, 8192 MiB",
    "2026/01/31 10:00:02.000, 0, [N/A], 8192 MiB",
    "2026/01/31 10:00:03.000, 0, -5 MiB, 8192 MiB",
    "2026/01/31 10:00:03.000, x, 5 MiB, 8192 MiB",
    "2026/01/31 10:00:04.000, 0, 100 MiB",
    '"2026/01/31 10:00:05.000, 0, 100 MiB, 8192 MiB',
    "2026/01/31 10:00:06.000, 0, 400 MiB, [Not Supported]",
    "Unable to determine the device handle for GPU0000:01:00.0: Unknown Error",
    "2026/01/31 10:00:07.0",
  ].join("\n");
  const read = readText(text);
  if (!read.ok) throw new Error(read.error);
  expect(read.value.bad.count).toBe(9);
  expect(read.value.bad.first.map(badRowText)).toEqual([
    'line 1: expected the titles of the columns, not "nohup: ignoring input"',
    'line 4, timestamp: expected a time, such as 2026/01/31 23:59:59.999, or seconds, not "2026/13/31 10:00:01.000"',
    'line 5, memory.used [MiB]: expected an amount of memory, such as 1234 MiB or 1234, not "[N/A]"',
    'line 6, memory.used [MiB]: expected an amount of memory, such as 1234 MiB or 1234, not "-5 MiB"',
    'line 7, index: expected the number of a GPU, such as 0, not "x"',
  ]);
  expect(mibOf(readDevice(text))).toEqual([100, 400]);
});

test.each([
  ["memory.total [MiB], memory.used [MiB]", "8192 MiB, 7960 MiB", "8192 MiB, 79", /"79"$/],
  ["memory.used [MiB], memory.total [MiB]", "7960 MiB, 8192 MiB", "7980 MiB, 8192", /"8192"$/],
  ["used_mib,total_mib", "7960,24564", "7980,2456", /^line 4, total_mib: expected a total such as 24564.*"2456"$/],
])("a last line that was cut is no reading: %s", (...given) => {
  const [titles, row, cut, words] = given;
  const read = readText(`${titles}\n${row}\n${row}\n${cut}`);
  if (!read.ok) throw new Error(read.error);
  expect(read.value.table.count).toBe(2);
  expect(read.value.bad.first.map(badRowText)).toEqual([expect.stringMatching(words)]);
});

test.each([
  ["used_mib,total_mib", "7960,24564", "79,24564"],
  ["total_mib,used_mib", "24564,7960", "24564,79"],
  ["used_mib,total_mib", "10,8192\n10,81920", "10,8192"],
  ["used_mib", "10", "1"],
])("a last line without an end is a reading where nothing tells that it was cut: %s", (titles, rows, last) => {
  const read = readText(`${titles}\n${rows}\n${last}`);
  expect(read.ok && read.value.bad.count).toBe(0);
});

test.each([
  ["", /^the file is empty/],
  ["\n\n \r\n", /^the file is empty/],
  ["timestamp, memory.used [MiB]\n", /^there is not one row below the titles/],
  ["timestamp, memory.used [MiB]\nx, y\n", /^not one good row among 1\.\n {2}line 2, timestamp: expected a time/],
  [
    "timestamp, utilization.gpu [%], utilization.memory [%]\n2026/01/31 10:00:00.000, 3 %, 4 %\n",
    /cannot be told apart/,
  ],
  [
    "timestamp, index, utilization.memory [%]\n2026/01/31 10:00:00.000, 0, 4 %\n",
    /^no column of used memory among "timestamp", "index"/,
  ],
  ["pid, used_gpu_memory [MiB]\n123, 4 MiB\n", /^the rows are of processes/],
  ["Dear diary,\ntoday I ran out of memory.\n", /^there is no line of titles/],
])("refuses %j in words", (text, words) => {
  const read = readText(text);
  expect(read.ok ? "" : read.error).toMatch(words);
});

const cell = fc.oneof(
  fc.constantFrom(
    "timestamp",
    "memory.used [MiB]",
    "index",
    '"',
    "[N/A]",
    "2026/01/31 10:00:00.000",
    "100 MiB",
    "-1",
    "1e999",
    "NaN",
  ),
  fc.double().map(String),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const table = fc
  .array(fc.array(cell, { maxLength: 5 }), { maxLength: 40 })
  .map((rows) => rows.map((row) => row.join(",")).join("\n"));

test("whatever the bytes, there is a log or words, and every reading is an amount of memory", () => {
  fc.assert(
    fc.property(fc.oneof(table, fc.string({ unit: "binary" })), (text) => {
      const log = readDevice(text);
      if (typeof log === "string") {
        expect(log).not.toBe("");
        return;
      }
      expect(log.atS).toHaveLength(log.usedBytes.length);
      for (const value of [...log.usedBytes, ...log.atS]) expect(Number.isFinite(value)).toBe(true);
      for (const value of log.usedBytes) expect(value).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

test("where a text is cut into pieces makes no difference", () => {
  const text = "time_s,used_mib,total_mib\r\n0,1,8192\r\n\r\n1,2,8192\r\n2,3,8192";
  const whole = readText(text);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const ordered = cuts.toSorted((a, b) => a - b);
      const pieces = [...ordered, text.length].map((end, index) => text.slice(ordered[index - 1] ?? 0, end));
      expect(pieces.join("")).toBe(text);
      expect(readText(pieces.join(""))).toEqual(whole);
    }),
  );
});
