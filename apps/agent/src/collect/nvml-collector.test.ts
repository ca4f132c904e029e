import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gpuSnapshotSchema } from "@vramfleet/protocol/snapshot";
import { boards } from "@vramfleet/nvml/fake/boards";
import { buildFakeNvml } from "@vramfleet/nvml/fake/build";
import { growing, type Scenario, writeScenario } from "@vramfleet/nvml/fake/scenario";
import { openNvml } from "@vramfleet/nvml/open";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createNvmlCollector, type NvmlCollector } from "./nvml-collector.ts";

const GIB = 2 ** 30;
let directory = "";
let libraryPath = "";
let collector: NvmlCollector;
/** The collector's own clock; the fake library's runs by itself. */
let clockMs = 0;
let suspended: string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "vramfleet-nvml-"));
  process.env["VRAMFLEET_FAKE_SCENARIO"] = join(directory, "scenario");
  libraryPath = await buildFakeNvml();
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

beforeEach(() => {
  clockMs = 1_000;
  suspended = [];
  collector = createNvmlCollector({
    open: () => openNvml({ libraryPath }),
    isSuspended: (pciBusId) => suspended.includes(pciBusId),
    clockMs: () => clockMs,
  });
});
afterEach(() => collector.close());

const play = (scenario: Scenario) => writeScenario(join(directory, "scenario"), scenario);
const readAfter = (ms: number) => collector.read((clockMs += ms));
const process1 = (usedBytes: number) => ({ pid: 4_711, usedBytes });

test("a GPU is read whole", () => {
  play({
    gpus: [
      { board: boards.h100, gpuPct: 87, temperatureC: 61, powerMw: 512_000, processes: [process1(10 * GIB)] },
      { board: boards.h100 },
    ],
  });
  const reading = readAfter(0);
  expect(reading.collector).toEqual({
    state: "ok",
    driverVersion: "570.148.08",
    nvmlVersion: "12.570.148.08",
    cudaVersion: "12.8",
  });
  const [gpu] = reading.gpus;
  expect(gpuSnapshotSchema.parse(gpu)).toEqual(gpu);
  expect(gpu).toMatchObject({
    slotIndex: 0,
    state: "ok",
    problem: null,
    name: "NVIDIA H100 80GB HBM3",
    utilPct: 87,
    temperatureC: 61,
    powerMw: 512_000,
    processesAtMs: 1_000,
    powerLimitMw: 700_000,
    powerMaxLimitMw: 700_000,
    graphicsClockMaxMhz: 1_980,
    memoryClockMaxMhz: 2_619,
  });
  const { totalBytes, reservedBytes } = boards.h100;
  const usedBytes = 10 * GIB;
  const freeBytes = totalBytes - reservedBytes - usedBytes;
  expect(gpu?.memory).toEqual({ totalBytes, reservedBytes, usedBytes, freeBytes });
  expect(reading.processes).toEqual([
    { pid: 4_711, gpus: [{ slotIndex: 0, usedBytes: 10 * GIB, kinds: ["compute"] }] },
  ]);
  expect(reading.gpus.map((item) => item.slotIndex)).toEqual([0, 1]);
});

test("a field that fails is null, the others stay", () => {
  play({
    gpus: [{ board: boards.h100, powerMw: null, failing: [{ call: "nvmlDeviceGetTemperature*", code: 999 }] }],
  });
  expect(readAfter(0).gpus[0]).toMatchObject({ state: "ok", temperatureC: null, powerMw: null, utilPct: 0 });
});

test("a field that a GPU lacks is asked again after a minute only, one that failed at the next tick", () => {
  const call = "nvmlDeviceGetTemperature*";
  const withCode = (code: number) => play({ gpus: [{ board: boards.h100, failing: [{ call, code }] }] });
  const mended = () => play({ gpus: [{ board: boards.h100, temperatureC: 50 }] });
  withCode(999);
  readAfter(0);
  mended();
  expect(readAfter(1_000).gpus[0]?.temperatureC).toBe(50);
  withCode(3);
  readAfter(1_000);
  mended();
  expect(readAfter(59_000).gpus[0]?.temperatureC).toBeNull();
  expect(readAfter(1_000).gpus[0]?.temperatureC).toBe(50);
});

test("memory is read at every tick, process lists every 2 s while it moves and every 5 s at rest", () => {
  const play1 = (bytes: number) => play({ gpus: [{ board: boards.h100, processes: [process1(bytes)] }] });
  const told = (ms: number) => {
    const reading = readAfter(ms);
    return [
      reading.gpus[0]?.memory?.usedBytes,
      reading.processes[0]?.gpus[0]?.usedBytes,
      reading.gpus[0]?.processesAtMs,
    ];
  };
  play1(1 * GIB);
  expect(told(0)).toEqual([GIB, GIB, 1_000]);
  play1(2 * GIB);
  expect(told(1_000)).toEqual([2 * GIB, GIB, 1_000]);
  expect(told(1_000)).toEqual([2 * GIB, 2 * GIB, 3_000]);
  expect(told(4_000)).toEqual([2 * GIB, 2 * GIB, 3_000]);
  expect(told(1_000)).toEqual([2 * GIB, 2 * GIB, 8_000]);
});

test("a lost GPU keeps its place and its name, the others flow, and it comes back by itself", () => {
  const gpus = [{ board: boards.h100 }, { board: boards.h100, processes: [process1(GIB)] }];
  play({ gpus });
  const before = readAfter(0).gpus[1];
  play({ gpus: [{ board: boards.h100 }, { board: boards.h100, lost: [{}] }] });
  const reading = readAfter(1_000);
  expect(reading.gpus.map((gpu) => gpu.state)).toEqual(["ok", "lost"]);
  expect(reading.gpus[1]).toMatchObject({
    problem: "LOST: needs reset or reboot",
    uuid: before?.uuid,
    name: before?.name,
    memory: null,
    powerLimitMw: null,
    processesAtMs: null,
  });
  expect(reading.processes).toEqual([]);
  play({ gpus });
  expect(readAfter(500).gpus[1]?.state).toBe("lost");
  expect(readAfter(500)).toMatchObject({
    gpus: [{ state: "ok" }, { state: "ok", uuid: before?.uuid }],
    processes: [{ pid: 4_711 }],
  });
});

test("a GPU that fails again after it had returned is asked again as soon as the first time", () => {
  const gpus = [{ board: boards.h100 }];
  for (let round = 0; round < 3; round += 1) {
    play({ gpus: [{ board: boards.h100, lost: [{}] }] });
    expect(readAfter(1_000).gpus[0]?.state).toBe("lost");
    play({ gpus });
    expect(readAfter(1_000).gpus[0]?.state).toBe("ok");
  }
});

test("a handle that went stale is renewed", () => {
  play({ gpus: [{ board: boards.h100 }] });
  readAfter(0);
  play({ gpus: [{ board: boards.h100, failing: [{ call: "nvmlDeviceGetMemoryInfo*", code: 2 }] }] });
  expect(readAfter(1_000).gpus[0]).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("INVALID_ARGUMENT") as string,
  });
  play({ gpus: [{ board: boards.h100 }] });
  expect(readAfter(1_000).gpus[0]?.state).toBe("ok");
});

test("a slot without a handle keeps its place from the start", () => {
  play({ gpus: [{ board: boards.h100, handleFails: [{ code: 17 }] }, { board: boards.h100 }] });
  const reading = readAfter(0);
  expect(reading.gpus.map((gpu) => [gpu.slotIndex, gpu.state])).toEqual([
    [0, "failed"],
    [1, "ok"],
  ]);
  expect(reading.gpus[0]?.problem).toContain("OPERATING_SYSTEM (17)");
});

test("a sleeping GPU is not queried, and says so", () => {
  play({ gpus: [{ board: boards.h100 }] });
  const busId = readAfter(0).gpus[0]?.pciBusId ?? "";
  suspended = [busId];
  play({ gpus: [{ board: boards.h100, failing: [{ call: "nvmlDevice*", code: 15 }] }] });
  expect(readAfter(1_000).gpus[0]).toMatchObject({
    state: "ok",
    memory: null,
    problem: expect.stringContaining("asleep") as string,
  });
  suspended = [];
  expect(readAfter(1_000).gpus[0]?.state).toBe("lost");
});

test("a driver that goes away and comes back is opened again, the GPUs keep their places meanwhile", () => {
  play({ gpus: [{ board: boards.h100 }] });
  const before = readAfter(0).gpus[0];
  play({ gpus: [{ board: boards.h100 }], failing: [{ call: "*", code: 9 }] });
  const gone = readAfter(1_000);
  expect(gone.collector).toMatchObject({ state: "unavailable", problem: "no_driver" });
  expect(gone.gpus).toMatchObject([{ state: "failed", uuid: before?.uuid, memory: null }]);
  expect(readAfter(1_000).collector).toMatchObject({ state: "unavailable", problem: "no_driver" });
  play({ gpus: [{ board: boards.h100 }, { board: boards.h100 }] });
  const back = readAfter(2_000);
  expect(back.collector.state).toBe("ok");
  expect(back.gpus).toHaveLength(2);
});

test("without a driver it is asked for every half minute", () => {
  play({ gpus: [], failing: [{ call: "nvmlInit*", code: 9 }] });
  expect(readAfter(0)).toMatchObject({
    collector: { state: "unavailable", problem: "no_driver" },
    gpus: [],
    processes: [],
  });
  play({ gpus: [{ board: boards.h100 }] });
  expect(readAfter(29_000).collector.state).toBe("unavailable");
  expect(readAfter(1_000).collector.state).toBe("ok");
});

test("a GPU that is added is seen within a minute", () => {
  play({ gpus: [{ board: boards.h100 }] });
  readAfter(0);
  play({ gpus: [{ board: boards.h100 }, { board: boards.h100 }] });
  expect(readAfter(59_000).gpus).toHaveLength(1);
  expect(readAfter(1_000).gpus).toHaveLength(2);
});

test("a process that grows is seen growing", async () => {
  const usedBytes = growing({ fromBytes: GIB, rateBytesPerS: GIB });
  play({ startMs: Date.now(), gpus: [{ board: boards.h100, processes: [{ pid: 7, usedBytes }] }] });
  const first = readAfter(0).gpus[0]?.memory?.usedBytes ?? 0;
  await new Promise((done) => setTimeout(done, 50));
  expect(readAfter(1_000).gpus[0]?.memory?.usedBytes).toBeGreaterThan(first);
});

test("no library is told with what to do", () => {
  const missing = createNvmlCollector({
    open: () => openNvml({ libraryPath: join(directory, "none.so") }),
    isSuspended: () => false,
    clockMs: () => clockMs,
  });
  expect(missing.read(0)).toMatchObject({ collector: { state: "unavailable", problem: "no_library" }, gpus: [] });
});
