import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { expect, test } from "vitest";
import { compareGpus, compareProcesses, liesBetween } from "./compare.ts";
import { parseGpus, parseProcesses } from "./nvidia-smi.ts";

const MIB = 1024 * 1024;
const CSV =
  "GPU-1, NVIDIA H100 80GB HBM3, 00000000:3B:00.0, 9.0, 570.86.15, 81559, 551, 1024, 79984, 37, 12, 41, 123.45, 700.00, 700.00, 1980, 1980, 2619, 2619\n";

const gpu: GpuSnapshot = {
  slotIndex: 0,
  state: "ok",
  problem: null,
  uuid: "GPU-1",
  name: "NVIDIA H100 80GB HBM3",
  pciBusId: "00000000:3B:00.0",
  architecture: "Hopper",
  computeCapability: "9.0",
  memory: { totalBytes: 81559 * MIB, reservedBytes: 551 * MIB, usedBytes: 1024 * MIB, freeBytes: 79984 * MIB },
  utilPct: 37,
  memoryBusyPct: 12,
  temperatureC: 41,
  powerMw: 123_450,
  powerLimitMw: 700_000,
  powerMaxLimitMw: 700_000,
  graphicsClockMhz: 1980,
  graphicsClockMaxMhz: 1980,
  memoryClockMhz: 2619,
  memoryClockMaxMhz: 2619,
  processesAtMs: 0,
};
const snapshot: Snapshot = {
  atMs: 0,
  intervalMs: 1_000,
  node: {
    nodeId: "n",
    hostname: "h",
    bootId: null,
    os: null,
    kernel: null,
    architecture: "x64",
    cpuModel: null,
    cpuCount: null,
    memoryTotalBytes: null,
    agentVersion: "0",
    simulated: false,
  },
  host: { memoryAvailableBytes: null, load1MinCount: null, load5MinCount: null, load15MinCount: null, uptimeS: null },
  collector: { state: "ok", driverVersion: "570.86.15", nvmlVersion: null, cudaVersion: null },
  gpus: [gpu],
  processes: [
    {
      pid: 7,
      startTicks: 1,
      identity: "exact",
      uid: 0,
      user: "root",
      program: "python",
      command: null,
      startedAtMs: null,
      gpus: [{ slotIndex: 0, usedBytes: 700 * MIB, kinds: ["compute"] }],
    },
  ],
};
const both = (csv: string) => ({ before: parseGpus(csv), after: parseGpus(csv) });
const differing = (rows: { agrees: boolean; field: string }[]) => rows.flatMap((row) => (row.agrees ? [] : row.field));

test("equal readings agree in every field", () => {
  const rows = compareGpus(snapshot, both(CSV));
  expect(rows).toHaveLength(18);
  expect(differing(rows)).toEqual([]);
});

test("a number off by more than rounding is named", () => {
  expect(differing(compareGpus(snapshot, both(CSV.replace(" 551,", " 448,"))))).toEqual(["reservedBytes"]);
});

test("a value nvidia-smi has and we lack is a difference, and so is the reverse", () => {
  expect(differing(compareGpus({ ...snapshot, gpus: [{ ...gpu, powerMw: null }] }, both(CSV)))).toEqual(["powerMw"]);
  expect(differing(compareGpus(snapshot, both(CSV.replace(" 41,", " [N/A],"))))).toEqual(["temperatureC"]);
});

test("a GPU only one of the two knows is a difference", () => {
  expect(differing(compareGpus({ ...snapshot, gpus: [] }, both(CSV)))).toEqual(["uuid"]);
  expect(differing(compareGpus(snapshot, both("")))).toEqual(["uuid"]);
});

test("a moving value may lie anywhere between the two readings", () => {
  expect(liesBetween(150, { before: 100, after: 200 }, 0)).toBe(true);
  expect(liesBetween(201, { before: 200, after: 100 }, 0)).toBe(false);
  expect(liesBetween(null, { before: null, after: null }, 0)).toBe(true);
});

test("processes are compared by pid and GPU", () => {
  const listed = (mib: number) => parseProcesses(`7, GPU-1, ${mib}\n`);
  expect(differing(compareProcesses(snapshot, { before: listed(600), after: listed(800) }))).toEqual([]);
  expect(differing(compareProcesses(snapshot, { before: listed(800), after: listed(900) }))).toEqual([
    "pid 7 usedBytes",
  ]);
  expect(differing(compareProcesses({ ...snapshot, processes: [] }, { before: listed(1), after: listed(1) }))).toEqual([
    "pid 7 usedBytes",
  ]);
});
