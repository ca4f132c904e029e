import { afterAll, beforeAll, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { NvmlDevice, NvmlReading } from "./nvml.ts";
import { createFake, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const failingWith = (call: string, code: number) => ({ gpus: [{ board: boards.h100, failing: [{ call, code }] }] });
const nothingFails = {
  gpus: [{ board: boards.h100, health: { fields: [{ id: 83, type: "u64" as const, value: 5 }] } }],
};

const readings: [string, (device: NvmlDevice) => NvmlReading<unknown>][] = [
  ["nvmlDeviceGetMemoryInfo*", (device) => device.memory()],
  ["nvmlDeviceGetTemperature*", (device) => device.temperatureC()],
  ["nvmlDeviceGetClockInfo", (device) => device.clockMhz("sm")],
  ["nvmlDeviceGet*Processes*", (device) => device.processes()],
  ["nvmlDeviceGetFieldValues", (device) => device.fields(["energyMj"]).energyMj],
];

test.each(readings)("%s: unsupported is not asked again until the next opening", async (call, read) => {
  const scenario = call.includes("Processes")
    ? {
        gpus: [
          {
            board: boards.h100,
            failing: ["Compute", "Graphics", "MPSCompute"].map((list) => ({
              call: `nvmlDeviceGet${list}RunningProcesses*`,
              code: 3,
            })),
          },
        ],
      }
    : failingWith(call, 3);
  const device = valueOf((await fake.openRemembering(scenario)).device(0));
  expect(read(device)).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
  fake.play(nothingFails);
  expect(read(device)).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
  const anew = valueOf((await fake.openRemembering(nothingFails)).device(0));
  expect(read(anew).ok).toBe(true);
});

test("the handle of a slot taken anew remembers too", async () => {
  const nvml = await fake.openRemembering(failingWith("nvmlDeviceGetPowerUsage", 3));
  valueOf(nvml.device(0)).powerUsageMw();
  fake.play(nothingFails);
  expect(valueOf(nvml.device(0)).powerUsageMw()).toMatchObject({ ok: false, failure: { code: 3 } });
});

test("another device, another clock and another code are asked", async () => {
  const board = boards.h100;
  const failing = [{ call: "nvmlDeviceGetClockInfo", code: 3 }];
  const nvml = await fake.openRemembering({ gpus: [{ board, failing }, { board }] });
  const [first, second] = [valueOf(nvml.device(0)), valueOf(nvml.device(1))];
  expect(first.clockMhz("sm").ok).toBe(false);
  expect(second.clockMhz("sm").ok).toBe(true);
  fake.play({ gpus: [{ board, failing: [{ call: "nvmlDeviceGetClockInfo", code: 999 }] }, { board }] });
  expect(first.clockMhz("sm")).toMatchObject({ ok: false, failure: { code: 3 } });
  expect(first.clockMhz("memory")).toMatchObject({ ok: false, failure: { code: 999 } });
  fake.play({ gpus: [{ board }, { board }] });
  expect(first.clockMhz("memory").ok).toBe(true);
});

test("an older call goes on in place of a newer one that is unsupported", async () => {
  const failing = [{ call: "nvmlDeviceGetTemperatureV", code: 3 }];
  const nvml = await fake.openRemembering({ gpus: [{ board: boards.t4, temperatureC: 50, failing }] });
  const device = valueOf(nvml.device(0));
  expect(valueOf(device.temperatureC())).toBe(50);
  fake.play({ gpus: [{ board: boards.t4, temperatureC: 60, failing }] });
  expect(valueOf(device.temperatureC())).toBe(60);
});

test("switching MIG makes a GPU's calls worth asking again", async () => {
  const gpu = (isEnabled: boolean) => ({ gpus: [{ board: boards.h100, gpuPct: 10, mig: { isEnabled } }] });
  const device = valueOf((await fake.openRemembering(gpu(true))).device(0));
  device.migMode();
  expect(device.utilization().ok).toBe(false);
  fake.play(gpu(false));
  expect(device.utilization().ok).toBe(false);
  device.migMode();
  expect(device.utilization().ok).toBe(true);
});

test("a caller that keeps account itself is asked for each time", async () => {
  const device = await fake.openDevice(failingWith("nvmlDeviceGetPowerUsage", 3));
  expect(device.powerUsageMw().ok).toBe(false);
  fake.play(nothingFails);
  expect(device.powerUsageMw().ok).toBe(true);
});
