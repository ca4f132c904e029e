import type { GpuSnapshot, Snapshot } from "@vramfleet/core/snapshot";
import { expect, test } from "vitest";
import { snapshotText } from "./snapshot-text.ts";

const GIB = 2 ** 30;
const AT_MS = Date.UTC(2026, 10, 21, 3, 0, 0);

const gpu: GpuSnapshot = {
  slotIndex: 0,
  state: "ok",
  problem: null,
  uuid: "GPU-1",
  name: "NVIDIA H200",
  pciBusId: null,
  architecture: null,
  computeCapability: null,
  memory: { totalBytes: 140 * GIB, usedBytes: 132.5 * GIB, freeBytes: 7 * GIB, reservedBytes: 0.5 * GIB },
  utilPct: 98,
  memoryBusyPct: null,
  temperatureC: 45,
  powerMw: 300_400,
  powerLimitMw: 700_000,
  powerMaxLimitMw: null,
  graphicsClockMhz: null,
  graphicsClockMaxMhz: null,
  memoryClockMhz: null,
  memoryClockMaxMhz: null,
  processesAtMs: AT_MS,
};

const snapshot: Snapshot = {
  atMs: AT_MS,
  intervalMs: 1_000,
  node: {
    nodeId: "n1",
    hostname: "node1",
    bootId: null,
    os: null,
    kernel: "6.1",
    architecture: "x64",
    cpuModel: null,
    cpuCount: 2,
    memoryTotalBytes: 8 * GIB,
    agentVersion: "0.1.0",
    simulated: false,
  },
  host: { memoryAvailableBytes: 4 * GIB, load1MinCount: 0.5, load5MinCount: null, load15MinCount: null, uptimeS: 5 },
  collector: { state: "ok", driverVersion: "550.54", nvmlVersion: "12.550", cudaVersion: "12.4" },
  gpus: [
    gpu,
    {
      ...gpu,
      slotIndex: 1,
      state: "lost",
      problem: "LOST: needs reset or reboot",
      memory: null,
      utilPct: null,
      temperatureC: null,
      powerMw: null,
      powerLimitMw: null,
    },
  ],
  processes: [
    {
      pid: 11,
      startTicks: 1,
      identity: "exact",
      uid: 1000,
      user: "ada",
      program: "python",
      command: "python train.py",
      startedAtMs: AT_MS - 3_700_000,
      gpus: [{ slotIndex: 0, usedBytes: 14 * GIB, kinds: ["compute"] }],
    },
    {
      pid: 12,
      startTicks: null,
      identity: "degraded",
      uid: null,
      user: null,
      program: null,
      command: null,
      startedAtMs: null,
      gpus: [{ slotIndex: 0, usedBytes: null, kinds: ["compute"] }],
    },
    {
      pid: 13,
      startTicks: 3,
      identity: "exact",
      uid: 1001,
      user: null,
      program: "vllm",
      command: null,
      startedAtMs: AT_MS,
      gpus: [{ slotIndex: 0, usedBytes: 100 * GIB, kinds: ["compute"] }],
    },
  ],
};

test("a reading shows memory in its four parts, the level in words, and the largest holder first", () => {
  expect(snapshotText(snapshot).split("\n")).toEqual([
    "node1  2026-11-21T03:00:00.000Z",
    "host  2 cores, load 0.50, memory available 4.0 GiB of 8.0 GiB, kernel 6.1",
    "driver 550.54, CUDA 12.4, NVML 12.550",
    "",
    "GPU  Name              Used  Reserved     Free      Total  Held  Health                        Temp        Power  Busy",
    "  0  NVIDIA H200  132.5 GiB   512 MiB  7.0 GiB  140.0 GiB  95 %  critical                     45 °C  300 / 700 W  98 %",
    "  1  NVIDIA H200        n/a       n/a      n/a        n/a   n/a  LOST: needs reset or reboot    n/a          n/a   n/a",
    "",
    "GPU  PID  User     Memory  Share        Age  Command",
    "  0   13  1001  100.0 GiB   71 %        0 s  vllm",
    "  0   11  ada    14.0 GiB   10 %  1 h 1 min  python train.py",
    "  0   12  n/a         n/a    n/a        n/a  n/a",
    "",
  ]);
});

test("without a driver there is the host alone, and no claim about processes", () => {
  const text = snapshotText({
    ...snapshot,
    gpus: [],
    processes: [],
    collector: { state: "unavailable", problem: "no_driver", message: "x" },
  });
  expect(text).not.toContain("process");
  expect(text).toContain("load 0.50");
});
