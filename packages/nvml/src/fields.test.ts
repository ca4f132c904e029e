import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { FakeField, Scenario } from "../fake/scenario.ts";
import { fieldIds, recoveryActionOf } from "./fields.ts";
import type { NvmlField } from "./nvml.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const withFields = (...fields: FakeField[]): Scenario => ({ gpus: [{ board: boards.h100, health: { fields } }] });
// fieldIds has every name as a key.
const everyField = Object.keys(fieldIds) as NvmlField[];

test("every field comes back under its own name, in one call", async () => {
  const fields = everyField.map((name, index) => ({ ...fieldIds[name], type: "u64" as const, value: 1000 + index }));
  const device = await fake.openDevice(withFields(...fields));
  const readings = device.fields(everyField);
  expect(everyField.map((name) => valueOf(readings[name]))).toEqual(everyField.map((_, index) => 1000 + index));
});

test("numbers are the driver's", () => {
  const ids = (...names: NvmlField[]) => names.map((name) => fieldIds[name].id);
  expect(ids("memoryTemperatureC", "energyMj", "nvlinkCount")).toEqual([82, 83, 91]);
  expect(ids("powerAverageMw", "powerInstantMw", "modulePowerAverageMw")).toEqual([185, 186, 185]);
  expect(ids("nvlinkTxDataKib", "nvlinkRxDataKib", "nvlinkTxRawKib", "nvlinkRxRawKib")).toEqual([138, 139, 140, 141]);
  expect(ids("remappedRowsCorrectable", "remappedRowsUncorrectable", "remapPending", "remapFailed")).toEqual([
    142, 143, 144, 145,
  ]);
  expect(ids("shutdownMarginC", "slowdownMarginC", "memoryMaxMarginC", "gpuMaxMarginC")).toEqual([193, 194, 195, 196]);
  expect(ids("pcieTxBytes", "pcieRxBytes", "recoveryAction")).toEqual([197, 198, 230]);
  expect(ids("throttledByPowerCapNs", "throttledBySyncBoostNs")).toEqual([74, 76]);
  expect(ids("throttledBySwThermalNs", "throttledByHwThermalNs", "throttledByPowerBrakeNs")).toEqual([269, 270, 271]);
});

describe("values", () => {
  test.each([
    ["double", 12, 12],
    ["u32", 4_294_967_294, 4_294_967_294],
    ["ulong", 2 ** 52, 2 ** 52],
    ["u64", 2 ** 52, 2 ** 52],
    ["i64", -(2 ** 40), -(2 ** 40)],
    ["i32", -4, -4],
    ["u16", 65_535, 65_535],
  ] as const)("of type %s", async (type, value, expected) => {
    const device = await fake.openDevice(withFields({ id: 193, type, value }));
    expect(valueOf(device.fields(["shutdownMarginC"]).shutdownMarginC)).toBe(expected);
  });

  test("all ones are not available", async () => {
    const device = await fake.openDevice(withFields({ id: 82, type: "u32", value: 0xffffffff }));
    expect(device.fields(["memoryTemperatureC"]).memoryTemperatureC).toMatchObject({ ok: false, failure: { code: 3 } });
  });

  test("the module's power is asked for in its own scope", async () => {
    const device = await fake.openDevice(
      withFields({ id: 186, type: "u32", value: 300_000 }, { id: 186, scope: 1, type: "u32", value: 500_000 }),
    );
    const { powerInstantMw, modulePowerInstantMw } = device.fields(["powerInstantMw", "modulePowerInstantMw"]);
    expect([valueOf(powerInstantMw), valueOf(modulePowerInstantMw)]).toEqual([300_000, 500_000]);
  });

  test("a counter that goes back is told as it is: what that means is the caller's", async () => {
    const pcie = (value: number) => withFields({ id: 197, type: "u64", value });
    const device = await fake.openDevice(pcie(9_000));
    expect(valueOf(device.fields(["pcieTxBytes"]).pcieTxBytes)).toBe(9_000);
    fake.play(pcie(100));
    expect(valueOf(device.fields(["pcieTxBytes"]).pcieTxBytes)).toBe(100);
  });
});

describe("codes", () => {
  test("each entry has its own", async () => {
    const device = await fake.openDevice(
      withFields({ id: 82, type: "u32", value: 71 }, { id: 230, code: 21 }, { id: 197, code: 15 }),
    );
    const read = device.fields(["memoryTemperatureC", "recoveryAction", "pcieTxBytes", "pcieRxBytes"]);
    expect(valueOf(read.memoryTemperatureC)).toBe(71);
    expect(read.recoveryAction).toMatchObject({ ok: false, failure: { code: 21, scope: "field" } });
    expect(read.pcieTxBytes).toMatchObject({ ok: false, failure: { code: 15, scope: "device" } });
    expect(read.pcieRxBytes).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
  });

  test("a call that fails as a whole fails every entry, and never reads as 0", async () => {
    const failing = (code: number) => [{ call: "nvmlDeviceGetFieldValues", code }];
    const device = await fake.openDevice({ gpus: [{ board: boards.h100 }] });
    for (const [code, scope] of [
      [2, "device"],
      [15, "device"],
      [999, "field"],
    ] as const) {
      fake.play({ gpus: [{ board: boards.h100, failing: failing(code) }] });
      const read = device.fields(["energyMj", "recoveryAction"]);
      expect(Object.values(read)).toMatchObject([
        { ok: false, failure: { code, scope } },
        { ok: false, failure: { code, scope } },
      ]);
    }
  });

  test("a library without the call, and one that is shut down", async () => {
    const device = await fake.openDevice(withFields(), "unversioned");
    expect(device.fields(["energyMj"]).energyMj).toMatchObject({ ok: false, failure: { code: 13, scope: "field" } });
    const nvml = await fake.open(withFields());
    const last = valueOf(nvml.device(0));
    nvml.shutdown();
    expect(last.fields(["energyMj"]).energyMj).toMatchObject({ ok: false, failure: { code: 1, scope: "library" } });
  });

  test("no field is no call", async () => {
    expect((await fake.openDevice(withFields())).fields([])).toEqual({});
  });
});

test.each([
  [0, "none"],
  [1, "gpu_reset"],
  [2, "node_reboot"],
  [3, "drain_p2p"],
  [4, "drain_and_reset"],
  [5, "recover_imex"],
  [6, "unknown"],
])("recovery action %i is %s", (value, name) => {
  expect(recoveryActionOf(value)).toBe(name);
});

describe("NVLink", () => {
  const nvlinks = [1, { mode: "step", points: [[10, 1] as const, [20, 0] as const] } as const, 1];
  const count = { id: 91, type: "u32", value: 3 } as const;

  test("states by link, as many as the driver counts", async () => {
    const gpus = [{ board: boards.h100, health: { nvlinks, fields: [count] } }];
    const device = await fake.openDevice({ ...nowIsSecond(1), gpus });
    expect(valueOf(device.nvlinks())).toEqual([true, true, true]);
    fake.play({ ...nowIsSecond(21), gpus });
    expect(valueOf(device.nvlinks())).toEqual([true, false, true]);
  });

  test("without a count until one is none", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, health: { nvlinks } }] });
    expect(valueOf(device.nvlinks())).toHaveLength(3);
  });

  test("a GPU without is unsupported, one that is lost is a failure", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    expect(device.nvlinks()).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
    fake.play({ gpus: [{ board: boards.t4, lost: [{}] }] });
    expect(device.nvlinks()).toMatchObject({ ok: false, failure: { code: 15, scope: "device" } });
  });
});
