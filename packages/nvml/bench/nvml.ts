/**
 * What a full reading of 8 GPUs costs through the binding, and the same calls made directly in C, in the same run and
 * against the same fake library.
 *
 *   npm run bench:nvml [-- --quick] [-- --json]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boards } from "../fake/boards.ts";
import { buildFakeNvml } from "../fake/build.ts";
import { writeScenario, type Scenario } from "../fake/scenario.ts";
import { fieldIds } from "../src/fields.ts";
import type { NvmlDevice, NvmlField, NvmlReading } from "../src/nvml.ts";
import { openNvml } from "../src/open.ts";

const COMPILER = "gcc";
const GPU_COUNT = 8;
const PROCESS_COUNTS = [4, 32, 500];
const PASSES = 3;
const MIB = 2 ** 20;
const TARGET = { ratio: 1.5, plusUs: 200 };
/** The same in direct.c. */
const FIELDS = [
  "memoryTemperatureC",
  "energyMj",
  "powerAverageMw",
  "powerInstantMw",
  "pcieTxBytes",
  "pcieRxBytes",
  "recoveryAction",
  "throttledByPowerCapNs",
] as const satisfies readonly NvmlField[];

const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const rounds = isQuick ? 100 : 500;

interface Result {
  processes: number;
  readUs: number;
  directUs: number;
  limitUs: number;
}

/** @param processes on each GPU. */
function scenarioWith(processes: number): Scenario {
  const health = {
    energyMj: 1,
    performanceState: 0,
    fanPct: 30,
    throttleReasons: 4,
    fields: FIELDS.map((name) => ({ ...fieldIds[name], type: "u64" as const, value: 1 })),
  };
  const gpus = Array.from({ length: GPU_COUNT }, (_, slot) => ({
    board: boards.h100,
    gpuPct: 80,
    health,
    processes: Array.from({ length: processes }, (__, index) => ({ pid: slot * 1000 + index + 1, usedBytes: MIB })),
  }));
  return { gpus };
}

function must(reading: NvmlReading<unknown>): void {
  if (!reading.ok) throw new Error(`${reading.failure.call} answered ${reading.failure.name}`);
}

function readGpu(device: NvmlDevice): void {
  must(device.memory());
  must(device.processes());
  must(device.utilization());
  must(device.temperatureC());
  must(device.powerUsageMw());
  must(device.clockMhz("graphics"));
  must(device.clockMhz("memory"));
  must(device.throttleReasons());
  must(device.performanceState());
  must(device.fanPct());
  const fields = device.fields(FIELDS);
  for (const name of FIELDS) must(fields[name]);
}

function readUs(devices: readonly NvmlDevice[]): number {
  const times = Array.from({ length: rounds }, () => {
    const beganMs = performance.now();
    for (const device of devices) readGpu(device);
    return (performance.now() - beganMs) * 1000;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

function openDevices(libraryPath: string): NvmlDevice[] {
  const opened = openNvml({ libraryPath, rememberUnsupported: true });
  if (!opened.ok) throw new Error(opened.unavailable.message);
  return Array.from({ length: GPU_COUNT }, (_, slotIndex) => {
    const device = opened.nvml.device(slotIndex);
    if (!device.ok) throw new Error(`GPU ${slotIndex}: ${device.failure.name}`);
    return device.value;
  });
}

/** Medians; of several passes, made in turns, the best of each side: another program may have been busy in the others. */
function compare(direct: string, libraryPath: string, scenarioPath: string): Result[] {
  let devices: NvmlDevice[] | null = null;
  return PROCESS_COUNTS.map((processes) => {
    writeScenario(scenarioPath, scenarioWith(processes));
    const gpus = (devices ??= openDevices(libraryPath));
    const passes = Array.from({ length: PASSES }, () => ({
      directUs: Number(execFileSync(direct, [libraryPath, `${GPU_COUNT}`, `${rounds}`], { encoding: "utf8" })),
      readUs: readUs(gpus),
    }));
    const directUs = Math.min(...passes.map((pass) => pass.directUs));
    const limitUs = directUs * TARGET.ratio + TARGET.plusUs;
    return { processes, readUs: Math.min(...passes.map((pass) => pass.readUs)), directUs, limitUs };
  });
}

function report(results: readonly Result[]): void {
  console.log(`Reading ${GPU_COUNT} GPUs, microseconds (target: ${TARGET.ratio} x the C loop + ${TARGET.plusUs} us)`);
  for (const { processes, readUs: read, directUs, limitUs } of results) {
    const verdict = read <= limitUs ? "met" : "MISSED";
    console.log(
      `${`${processes}`.padStart(4)} processes on each: binding ${read.toFixed(0)}, C ${directUs.toFixed(0)}, ` +
        `at most ${limitUs.toFixed(0)}: ${verdict}`,
    );
  }
}

/** Figures are of the largest case; every case is among the baselines' neighbours, so that none hides. */
function toJson(results: readonly Result[]): string {
  const byCount = (valueOf: (result: Result) => number) =>
    Object.fromEntries(results.map((result) => [`processes${result.processes}`, Math.round(valueOf(result))]));
  const last = results.at(-1);
  return JSON.stringify({
    bench: "nvml",
    figures: { readUs: Math.round(last?.readUs ?? 0), directUs: Math.round(last?.directUs ?? 0) },
    baselines: {
      readUs: byCount((result) => result.readUs),
      directUs: byCount((result) => result.directUs),
      limitUs: byCount((result) => result.limitUs),
    },
  });
}

const directory = mkdtempSync(join(tmpdir(), "nvml-bench-"));
try {
  const scenarioPath = join(directory, "scenario");
  process.env["VRAMFLEET_FAKE_SCENARIO"] = scenarioPath;
  const direct = join(directory, "direct");
  execFileSync(COMPILER, ["-std=c11", "-O2", "-Wall", "-o", direct, join(import.meta.dirname, "direct.c"), "-ldl"]);
  const results = compare(direct, await buildFakeNvml(), scenarioPath);
  report(results);
  if (isJson) console.log(toJson(results));
  else if (results.some((result) => result.readUs > result.limitUs)) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true });
}
