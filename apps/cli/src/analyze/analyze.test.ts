import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { run, temporaryHome } from "../testing/launcher.ts";
import { type AnalysisJson, analysisSchema } from "./analysis-schema.ts";
import { IDLE_THEN_LEAK, LEAK_AND_CRASH, plainLog, smiLog, snapshot } from "./testing/sample-logs.ts";

const { home, env, remove } = temporaryHome();
afterAll(remove);

const MIB = 2 ** 20;
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
};
const analyze = (...args: string[]) => run(["analyze", ...args], env);

async function analyzeJson(...args: string[]): Promise<AnalysisJson> {
  const ended = await analyze(...args, "--json");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const printed: unknown = JSON.parse(ended.stdout);
  const analysis = analysisSchema.parse(printed);
  // Nothing that the schema does not say.
  expect(printed).toEqual(analysis);
  return analysis;
}

test("a leak that ends in a crash is told from the first warning to the last word", async () => {
  const ended = await analyze(file("leak.csv", smiLog(LEAK_AND_CRASH)));
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).not.toContain("\u001B");
  expect(ended.stdout).toMatch(
    /leak\.csv, GPU 0\n2,530 readings over 42 min 9 s, 10:00:00 to 10:42:09 on 2026-01-31\n/,
  );
  expect(ended.stdout).toContain("peak 23.9 GiB (99 %) at 10:40:09, at the end 470 MiB (1 %), of 24.0 GiB\n");
  expect(ended.stdout).toMatch(/10:00:00 +10:01:00 +1 min +idle +470 MiB\n/);
  expect(ended.stdout).toMatch(/load +\S+ \S+ to 8\.\d GiB\n/);
  expect(ended.stdout).toMatch(/stable +8\.8 GiB\n/);
  expect(ended.stdout).toMatch(
    /10:08:\d\d +10:40:09 +31 min \d+ s +growing +8\.\d GiB to 23\.\d GiB, \+480 MiB\/min\n/,
  );
  expect(ended.stdout).toMatch(/At 10:40:09 only 132 MiB were free, then it fell to 470 MiB: this is how running out/);
  expect(ended.stdout).toMatch(
    /10:(29|30):\d\d {2}first warning: OOM in ~\d+-\d+ min, at \S+ GiB and aiming at 23\.\d GiB\.\n/,
  );
  expect(ended.stdout).toMatch(/10:39:\d\d {2}memory got there, (8|9|10|11) min( \d+ s)? after the warning\.\n/);
  expect(ended.stdout).toMatch(/Verdict at the end: OK\. /);
});

test("cut off while it grows, the forecast gives the verdict", async () => {
  const path = file("part.csv", smiLog(IDLE_THEN_LEAK.slice(0, 1_900)));
  const { verdict, forecast, segments, growth, peak } = await analyzeJson(path);
  expect(verdict).toMatchObject({ verdict: "OOM", basis: "forecast" });
  expect(forecast.last.forecast?.midS).toBeGreaterThan(420);
  expect(forecast.last.forecast?.midS).toBeLessThan(540);
  expect(forecast.alarms).toHaveLength(1);
  expect(segments.at(-1)).toMatchObject({ label: "growing", endIndex: 1_900, endS: 1_899 });
  expect(segments.at(-1)?.slopeBytesPerS).toBeCloseTo(8 * MIB, -4);
  expect(growth.segmentCount).toBe(1);
  expect(peak).toMatchObject({ atS: 1_899, usedBytes: 20_352 * MIB });
});

test("units are MiB squared, and penalty, least size and stage are taken", async () => {
  const path = file("steps.csv", plainLog([...Array<number>(50).fill(1_000), ...Array<number>(50).fill(1_010)], null));
  const mean = await analyzeJson(path, "--stage", "mean", "--penalty", "100", "--min-size", "2", "--capacity", "8192");
  expect(mean).toMatchObject({
    penalty: 100,
    cost: 0,
    changePoints: [50, 100],
    minSize: 2,
    capacityBytes: 8_192 * MIB,
  });
  expect(mean.segments.map(({ startIndex, endIndex }) => [startIndex, endIndex])).toEqual([
    [0, 50],
    [50, 100],
  ]);
  const one = await analyzeJson(path, "--penalty", "1e6");
  expect(one).toMatchObject({ changePoints: [100], cost: 2_500, capacityBytes: null, verdict: { verdict: null } });
  const [training, server] = [
    await analyzeJson(path, "--preset", "pytorch_training"),
    await analyzeJson(path, "--preset", "inference_server"),
  ];
  expect(server.penalty / training.penalty).toBeCloseTo(5, 9);
});

const VECTORS = new URL("../../../../../shared/data/segmentation_vectors.json", import.meta.url);
const vectorsSchema = z.object({
  series: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.number()),
      cases: z.array(
        z.object({
          min_size: z.int(),
          penalty: z.number(),
          bkps: z.array(z.int()).nullable(),
          cost: z.number().nullable(),
          unique: z.boolean().nullish(),
        }),
      ),
    }),
  ),
});
const NAMES = ["one_step_noise", "spikes_1sample", "b200_scale", "eleven"];

test.skipIf(existsSync(VECTORS))("SKIPPED: no segmentation vectors at ../shared/data", () => {});
test.skipIf(!existsSync(VECTORS)).each(NAMES)("%s: change points and cost are those of the vectors", async (name) => {
  const { series } = vectorsSchema.parse(JSON.parse(readFileSync(VECTORS, "utf8")));
  const found = series.find((one) => one.name === name);
  const path = file(`${name}.csv`, plainLog(found?.values ?? [], null));
  for (const { min_size, penalty, bkps, cost, unique } of found?.cases.filter((_, index) => index % 5 === 0) ?? []) {
    const args = [path, "--stage", "mean", "--min-size", String(min_size), "--penalty", String(penalty)];
    if (bkps === null) expect(await analyze(...args)).toMatchObject({ code: 2 });
    else {
      const analysis = await analyzeJson(...args);
      if (unique === true) expect(analysis.changePoints).toEqual(bkps);
      expect(analysis.penalty).toBeCloseTo(penalty, 9);
      const total = analysis.cost + penalty * (analysis.changePoints.length - 1);
      const expected = (cost ?? 0) + penalty * (bkps.length - 1);
      expect(Math.abs(total - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected));
    }
  }
});

const replayLine = z.strictObject({
  atS: z.number(),
  forecast: z
    .strictObject({
      lowS: z.number(),
      midS: z.number(),
      highS: z.number(),
      within600sRatio: z.number().min(0).max(1),
      within3600sRatio: z.number().min(0).max(1),
      aimBytes: z.number().positive(),
    })
    .nullable(),
  reason: z.string().nullable(),
});

test("a replay says at each step what was known by then", async () => {
  const used = IDLE_THEN_LEAK.slice(0, 1_500);
  const ended = await analyze(file("replay.csv", plainLog(used)), "--replay", "--step", "250");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const lines = ended.stdout
    .trim()
    .split("\n")
    .map((line) => replayLine.parse(JSON.parse(line)));
  expect(lines.map(({ atS }) => atS)).toEqual([0, 250, 500, 750, 1_000, 1_250]);
  expect(lines[0]).toEqual({ atS: 0, forecast: null, reason: "too-few-data" });
  for (const { atS, forecast, reason } of lines) {
    expect(forecast === null).toBe(reason !== null);
    const { forecast: known } = await analyzeJson(file("known.csv", plainLog(used.slice(0, atS + 1))));
    expect(known.last).toEqual({ atS, forecast, reason });
  }
  expect(lines.at(-1)?.forecast).not.toBeNull();
});

test("between readings the time since the last one is taken off", async () => {
  const rows = IDLE_THEN_LEAK.slice(480, 1_800).filter((_, second) => second % 10 === 0);
  const text = ["time_s,used_mib,total_mib", ...rows.map((used, index) => `${10 * index},${used},24564`)].join("\n");
  const ended = await analyze(file("sparse.csv", text), "--replay", "--step", "5");
  const lines = ended.stdout
    .trim()
    .split("\n")
    .map((line) => replayLine.parse(JSON.parse(line)));
  const [before, after] = [lines.find(({ atS }) => atS === 1_200), lines.find(({ atS }) => atS === 1_205)];
  expect(before?.forecast?.midS).toBeGreaterThan(5);
  expect(after?.forecast?.midS).toBeCloseTo((before?.forecast?.midS ?? 0) - 5, 6);
});

test("snapshots are read one a line and as they are printed, one GPU of several at a time", async () => {
  const seconds = Array.from({ length: 30 }, (_, second) => second);
  const lines = seconds.map((second) => JSON.stringify(snapshot(second, [500, second === 3 ? null : 8_000 + second])));
  const cut = ['{"atMs":1,"gpus":', ...lines, "{}"].join("\n");
  const path = file("snapshots.jsonl", cut);
  const none = await analyze(path);
  expect(none).toMatchObject({ code: 2, stdout: "" });
  expect(none.stderr).toContain("the log holds 2 GPUs: 0 (GPU-00000000), 1 (GPU-00000001). Choose one");
  const second = await analyzeJson(path, "--gpu", "1");
  expect(second).toMatchObject({
    format: "snapshots",
    gpu: { index: 1, identity: "GPU-00000001" },
    sampleCount: 29,
    startedAt: "2026-01-31T10:00:00.000",
    badRows: { count: 2 },
    end: { atS: 29, usedBytes: 8_029 * MIB },
  });
  const printed = seconds.map((at) => JSON.stringify(snapshot(at, [500]), null, 2)).join("\n");
  expect(await analyzeJson(file("printed.json", printed))).toMatchObject({ sampleCount: 30, badRows: { count: 0 } });
});

test("standard input is `-`", async () => {
  const launcher = resolve(import.meta.dirname, "../../../../vramfleet");
  const child = spawn(launcher, ["analyze", "-", "--json"], { env, stdio: ["pipe", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stdin.end(smiLog(IDLE_THEN_LEAK.slice(0, 300)));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(0);
  expect(analysisSchema.parse(JSON.parse(stdout))).toMatchObject({ file: "standard input", sampleCount: 300 });
});

test("a reader that has seen enough ends it quietly", () => {
  const path = file("long.csv", plainLog(IDLE_THEN_LEAK));
  const launcher = resolve(import.meta.dirname, "../../../../vramfleet");
  const script = `"$0" analyze "$1" --replay --step 0.05 2>"$2" | head -n 1; cat "$2"`;
  const seen = execFileSync("sh", ["-c", script, launcher, path, join(home, "stderr")], { env, encoding: "utf8" });
  expect(seen).toBe('{"atS":0,"forecast":null,"reason":"too-few-data"}\n');
});

test("UTF-16, as a shell of Windows writes it, is understood", async () => {
  const text = smiLog(IDLE_THEN_LEAK.slice(0, 100)).replaceAll("\n", "\r\n");
  const path = file("utf16.csv", Buffer.from(`\u{feff}${text}`, "utf16le"));
  expect(await analyzeJson(path)).toMatchObject({ sampleCount: 100, badRows: { count: 0 } });
});

test("what was assumed and left out is said", async () => {
  const rows = Array.from({ length: 50 }, (_, row) => (row % 10 === 3 ? "[N/A]" : "100 MiB"));
  const path = file("plain.csv", ["memory.used [MiB]", ...rows].join("\n"));
  const ended = await analyze(path, "--capacity", "8192");
  expect(ended.stdout).toContain("The log has no times: 1 s between readings was assumed. Say --interval");
  expect(ended.stdout).toContain("5 rows were left out:\n- line 5, memory.used [MiB]: expected an amount of memory");
  const timed = await analyzeJson(path, "--interval", "0.5");
  expect(timed).toMatchObject({ notes: [], badRows: { count: 5 }, end: { atS: 24.5 } });
  const other = await analyzeJson(file("told.csv", smiLog([1, 2, 3])), "--capacity", "8192", "--interval", "2");
  expect(other.notes).toEqual([
    "The log has times of its own: --interval was not used.",
    "The log gives a total of 24564 MiB; --capacity was used instead.",
  ]);
});

test.each([
  [["analyze"], /missing required argument 'file'/],
  [["analyze", "/nowhere.csv"], /^vramfleet: \/nowhere\.csv cannot be read: there is no such file\.\n$/],
  [["analyze", "/tmp"], /^vramfleet: \/tmp cannot be read: it is a folder\.\n$/],
  [["analyze", "LOG", "--min-size", "101"], /100 samples are fewer than the minimum segment length of 101/],
  [["analyze", "LOG", "--min-size", "0"], /--min-size must be a whole number of at least 1, not "0"/],
  [["analyze", "LOG", "--penalty", "-1"], /--penalty must be a number of MiB squared from 0/],
  [["analyze", "LOG", "--penalty", "x"], /--penalty must be a number/],
  [["analyze", "LOG", "--stage", "curve"], /Allowed choices are line, mean/],
  [["analyze", "LOG", "--preset", "pytorch"], /Allowed choices are unknown, pytorch_training, inference_server/],
  [["analyze", "LOG", "--capacity", "0"], /--capacity must be a number of MiB from 1/],
  [["analyze", "LOG", "--step", "5"], /--step is for --replay/],
  [["analyze", "LOG", "--replay", "--step", "0"], /--step must be a number of seconds/],
  [["analyze", "AGES", "--replay"], /--step 30 s makes 33333333334 lines of this log: take a longer one/],
  [["analyze", "LOG", "--replay", "--json"], /--replay prints JSON by itself/],
  [["analyze", "LOG", "--gpu", "3"], /the log has no GPU 3: all rows are of 0\./],
  [["analyze", "EMPTY"], /empty\.csv: the file is empty\./],
  [["analyze", "BINARY"], /binary\.csv: /],
])("%j is refused in words", async (args, words) => {
  const paths: Record<string, string> = {
    LOG: file("hundred.csv", smiLog(IDLE_THEN_LEAK.slice(0, 100))),
    AGES: file("ages.csv", "time_s,used_mib,total_mib\n0,1,8192\n1e12,1,8192\n"),
    EMPTY: file("empty.csv", ""),
    BINARY: file(
      "binary.csv",
      Uint8Array.from({ length: 5_000 }, (_, index) => (index * 131) % 256),
    ),
  };
  const ended = await run(
    args.map((arg) => paths[arg] ?? arg),
    env,
  );
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).not.toMatch(/\n\s+at |fault of vramfleet/);
});

const TRACES = new URL("../../../../../shared/data/traces/", import.meta.url);
const traces = existsSync(TRACES) ? readdirSync(TRACES).filter((name) => name.endsWith(".csv")) : [];

test.skipIf(traces.length > 0)("SKIPPED: no recorded traces at ../shared/data/traces", () => {});
test.each(traces)("%s is read whole, and nothing in it is a warning", async (name) => {
  const path = join(TRACES.pathname, name);
  const { segments, badRows, sampleCount, forecast, changePoints } = await analyzeJson(path);
  expect(badRows.count).toBe(0);
  expect(segments[0]?.startIndex).toBe(0);
  expect(segments.at(-1)?.endIndex).toBe(sampleCount);
  expect(changePoints.at(-1)).toBe(sampleCount);
  expect(forecast.alarms).toEqual([]);
});

test("--path prints every optimal number of segments, from the fewest to the most", async () => {
  const log = file("path.csv", smiLog(LEAK_AND_CRASH));
  const ended = await analyze(log, "--path");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const step = z.strictObject({
    segmentCount: z.int(),
    fromPenalty: z.number(),
    toPenalty: z.number(),
    cost: z.number(),
    changePoints: z.array(z.int()),
  });
  const steps = ended.stdout
    .trimEnd()
    .split("\n")
    .map((line) => step.parse(JSON.parse(line)));
  expect(steps.length).toBeGreaterThan(3);
  for (const [index, { segmentCount, changePoints, fromPenalty, toPenalty, cost }] of steps.entries()) {
    expect(changePoints).toHaveLength(segmentCount);
    const middle = await analyzeJson(log, "--stage", "mean", "--penalty", String((fromPenalty + toPenalty) / 2));
    expect(middle.cost).toBeCloseTo(cost, 3);
    expect(segmentCount).toBeGreaterThan(steps[index - 1]?.segmentCount ?? 0);
    if (index === 4) break;
  }
});

test("--path stands alone", async () => {
  const ended = await analyze(file("alone.csv", smiLog(LEAK_AND_CRASH)), "--path", "--json");
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain("Leave out --json or --path");
});
