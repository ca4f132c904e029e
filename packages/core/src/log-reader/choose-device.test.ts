import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mibOf, readDevice } from "./testing/read-text.ts";

/** Rows of GPUs with these levels, a round a second. */
function rounds(
  levels: readonly number[],
  roundCount: number,
  row: (level: number, round: number, gpu: number) => string,
) {
  return Array.from({ length: roundCount }, (_, round) => levels.map((level, gpu) => row(level, round, gpu))).flat();
}
const titled = (titles: string, rows: readonly string[]): string => [titles, ...rows].join("\n");
const clock = (round: number, ms: number): string =>
  `2026/01/31 10:${String(Math.floor(round / 60)).padStart(2, "0")}:${String(round % 60).padStart(2, "0")}.${String(ms).padStart(3, "0")}`;

test("GPUs that are named must be chosen among, by number or by the beginning of a uuid", () => {
  const uuids = ["GPU-aaaa1111-0000", "GPU-bbbb2222-0000"];
  const text = titled(
    "timestamp, index, uuid, memory.used [MiB]",
    rounds(
      [100, 5_000],
      4,
      (level, round, gpu) => `${clock(round, gpu)}, ${gpu + 2}, ${uuids[gpu]}, ${level + round} MiB`,
    ),
  );
  expect(readDevice(text)).toBe(
    "the log holds 2 GPUs: 2 (GPU-aaaa1111-0000), 3 (GPU-bbbb2222-0000). Choose one, e.g. --gpu 2",
  );
  expect(mibOf(readDevice(text, { wanted: "3" }))).toEqual([5_000, 5_001, 5_002, 5_003]);
  expect(mibOf(readDevice(text, { wanted: "gpu-a" }))).toEqual([100, 101, 102, 103]);
  expect(readDevice(text, { wanted: "0" })).toMatch(/^the log has no GPU 0: it holds 2 /);
});

test("two machines may each have a GPU 0: then the number does not choose", () => {
  const rows = ["0, GPU-aaaa, 1 MiB", "0, GPU-bbbb, 2 MiB", "0, GPU-aaaa, 3 MiB"];
  const text = titled("index, uuid, memory.used [MiB]", rows);
  expect(readDevice(text, { wanted: "0" })).toMatch(
    /^the log has 2 GPUs with number 0: 0 \(GPU-aaaa\), 0 \(GPU-bbbb\)/,
  );
  expect(readDevice(text, { wanted: "GPU-a" })).toMatchObject({ gpuIndex: 0, identity: "GPU-aaaa" });
});

test("a single named GPU needs no choice, and another cannot be chosen", () => {
  const text = titled("index, memory.used [MiB]", [
    "3, 100 MiB",
    "3, 9000 MiB",
    "3, 100 MiB",
    "3, 9000 MiB",
    "3, 100 MiB",
    "3, 9000 MiB",
  ]);
  expect(mibOf(readDevice(text))).toEqual([100, 9_000, 100, 9_000, 100, 9_000]);
  expect(readDevice(text, { wanted: "0" })).toBe("the log has no GPU 0: all rows are of 3.");
});

test.each([
  [
    "equal times",
    "timestamp, memory.used [MiB]",
    // Data-parallel training: the levels do not tell the GPUs apart.
    rounds([20_000, 20_010, 20_004], 6, (level, round, gpu) => `${clock(round, 100 + 3 * gpu)}, ${level + round} MiB`),
    [3, "times"],
  ],
  [
    "whole seconds that repeat, and levels",
    "time_s,used_mib,total_mib",
    rounds([500, 20_000], 6, (level, round) => `${round},${level + 7 * round},24564`),
    [2, "times"],
  ],
  [
    "totals",
    "memory.used [MiB], memory.total [MiB]",
    rounds([500, 500], 6, (level, round, gpu) => `${level + round} MiB, ${gpu === 0 ? 24_564 : 49_140} MiB`),
    [2, "totals"],
  ],
  [
    "levels alone, one busy among eight",
    "memory.used [MiB]",
    rounds([1, 1, 1, 1, 20_000, 1, 1, 1], 6, (level, round) => `${level === 1 ? 1 : level + 40 * round} MiB`),
    [8, "levels"],
  ],
  [
    "levels of which one is a sawtooth",
    "memory.used [MiB]",
    rounds([500, 20_000], 40, (level, round) => `${level === 500 ? 500 : level + ((round * 700) % 3_000)} MiB`),
    [2, "levels"],
  ],
] as const)("rows of several GPUs that do not say which are no sawtooth: %s", (...given) => {
  const [, titles, rows, [count, sign]] = given;
  const text = titled(titles, rows);
  const refusal = readDevice(text);
  const word = { times: "groups of the same time", totals: "their totals", levels: "their levels" }[sign];
  expect(refusal).toMatch(
    new RegExp(`^its rows are of ${count} GPUs in turn, as .*${word}.*--gpu 0 to --gpu ${count - 1}`),
  );
  const last = readDevice(text, { wanted: String(count - 1) });
  if (typeof last === "string") throw new Error(last);
  expect(last.usedBytes).toHaveLength(rows.length / count);
  expect(last.gpuIndex).toBe(count - 1);
  const steps = last.atS.slice(1).map((time, row) => time - (last.atS[row] ?? 0));
  for (const step of steps) expect(step).toBeCloseTo(1, 6);
  expect(readDevice(text, { wanted: String(count) })).toContain(`--gpu must be 0 to ${count - 1}`);
  const one = readDevice(text, { isOne: true });
  expect(typeof one === "string" ? one : one.usedBytes.length).toBe(rows.length);
});

test("a row that could not be read does not move the others to another GPU", () => {
  const rows = rounds([500, 9_000], 8, (level, round) => (round === 3 && level === 500 ? "[N/A]" : `${level} MiB`));
  const busy = readDevice(titled("memory.used [MiB]", rows), { wanted: "1" });
  expect(mibOf(busy)).toEqual(Array.from({ length: 8 }, () => 9_000));
});

test("totals without order are refused, one that changes once is not", () => {
  const mixed = [0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1].map((gpu) => `100, ${gpu === 0 ? 8_192 : 24_564}`);
  expect(readDevice(titled("memory.used, memory.total", mixed))).toMatch(
    /several GPUs \(their totals differ\) in no order/,
  );
  const moved = Array.from({ length: 20 }, (_, row) => `100, ${row < 5 ? 8_192 : 24_564}`);
  expect(readDevice(titled("memory.used, memory.total", moved))).toMatchObject({
    totalBytes: 24_564 * 2 ** 20,
    notes: ["The log gives more than one total for this GPU; the most frequent was taken."],
  });
});

test.each([1, 150, 299])("a long log whose total changes once, at row %d, is of one GPU", (change) => {
  const rows = Array.from({ length: 300 }, (_, row) => `${row},${100 + row},${row < change ? 81_920 : 24_564}`);
  expect(mibOf(readDevice(titled("time_s,used_mib,total_mib", rows)))).toHaveLength(300);
});

test("a log with its newest reading first is read from its end; one whose clock was set back is not", () => {
  const rows = Array.from({ length: 20 }, (_, row) => `${row},${100 + 10 * row},24564`);
  const log = readDevice(titled("time_s,used_mib,total_mib", rows.toReversed()));
  expect(mibOf(log)).toEqual(Array.from({ length: 20 }, (_, row) => 100 + 10 * row));
  expect(log).toMatchObject({
    atS: Float64Array.from({ length: 20 }, (_, row) => row),
    notes: ["The log has its newest reading first: it was read from its end."],
  });
  const setBack = [...rows.slice(10), ...rows.slice(0, 10)];
  expect(readDevice(titled("time_s,used_mib,total_mib", setBack))).toMatchObject({ notes: [] });
});

test("one GPU read twice within each whole second is one GPU", () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${Math.floor(row / 2)},${1_000 + 10 * row},24564`);
  expect(mibOf(readDevice(titled("time_s,used_mib,total_mib", rows)))).toHaveLength(40);
});

const TRACES = new URL("../../../../../shared/data/traces/", import.meta.url);
const traces = existsSync(TRACES) ? readdirSync(TRACES).filter((name) => name.endsWith(".csv")) : [];

test.skipIf(traces.length > 0)("SKIPPED: no recorded traces at ../shared/data/traces", () => {});
test.each(traces)("%s is one GPU, with and without its times", (name) => {
  const text = readFileSync(new URL(name, TRACES), "utf8");
  const rows = text.trim().split("\n").slice(1);
  const timed = readDevice(text);
  expect(typeof timed === "string" ? timed : timed.usedBytes.length).toBe(rows.length);
  const untimed = readDevice(
    titled(
      "memory.used [MiB]",
      rows.map((row) => row.split(",")[1] ?? ""),
    ),
  );
  expect(typeof untimed === "string" ? untimed : untimed.usedBytes.length).toBe(rows.length);
});
