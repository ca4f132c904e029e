import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import { vgpuGuest } from "../fake/guests.ts";
import type { FakeHealth, Scenario } from "../fake/scenario.ts";
import { createFake, valueOf } from "./testing/fake.ts";
import { isAlarming } from "./throttling.ts";
import { isHostTotal, unifiedUsedBytes } from "./unified-memory.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const GIB = 1024 ** 3;
const withHealth = (health: FakeHealth): Scenario => ({ gpus: [{ board: boards.h100, health }] });
const unsupported = { ok: false, failure: { code: 3, scope: "field" } };

describe("unified memory", () => {
  const processes = [
    { pid: 7, usedBytes: 3 * GIB },
    { pid: 8, usedBytes: GIB, lists: ["compute", "graphics"] as const },
  ];

  test("both calls unsupported is unified memory, whose use is the sum over the processes", async () => {
    const failing = [{ call: "nvmlDeviceGetMemoryInfo*", code: 3 }];
    const device = await fake.openDevice({ gpus: [{ board: boards.b200, failing, processes }] });
    expect(valueOf(device.deviceMemory())).toEqual({ kind: "unified" });
    expect(unifiedUsedBytes(valueOf(device.processes()))).toBe(4 * GIB);
  });

  test("so is a total of 0", async () => {
    const board = { ...boards.b200, totalBytes: 0, reservedBytes: 0 };
    const device = await fake.openDevice({ gpus: [{ board, processes }] });
    expect(valueOf(device.deviceMemory())).toEqual({ kind: "unified" });
  });

  test.each([4, 999])("a failure (%i) is not", async (code) => {
    const failing = [{ call: "nvmlDeviceGetMemoryInfo*", code }];
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, failing }] });
    expect(device.deviceMemory()).toMatchObject({ ok: false, failure: { code } });
  });

  test("a board's own memory is told with its figures", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4, usedBytes: GIB }] });
    expect(valueOf(device.deviceMemory())).toEqual({ kind: "dedicated", ...valueOf(device.memory()) });
  });

  test("the sum counts a pid once, and is unknown where one process's is", () => {
    const row = (pid: number, usedBytes: number | null) => {
      return { pid, usedBytes, kinds: [], gpuInstanceId: null, computeInstanceId: null };
    };
    expect(unifiedUsedBytes([])).toBe(0);
    expect(unifiedUsedBytes([row(1, 5), row(2, 7), row(1, 6)])).toBe(13);
    expect(unifiedUsedBytes([row(1, 5), row(2, null)])).toBeNull();
  });

  test("the host's total, as some drivers give it, is recognised", () => {
    expect(isHostTotal(119.6 * GIB, 120 * GIB)).toBe(true);
    expect(isHostTotal(96 * GIB, 120 * GIB)).toBe(false);
  });
});

describe("heat, power and clocks", () => {
  test("thresholds, each of its own kind", async () => {
    const device = await fake.openDevice(withHealth({ temperatureThresholdsC: { 0: 92, 1: 89, 2: 95, 3: 87 } }));
    const kinds = ["shutdown", "slowdown", "memory_max", "gpu_max"] as const;
    expect(kinds.map((kind) => valueOf(device.temperatureThresholdC(kind)))).toEqual([92, 89, 95, 87]);
  });

  test("a threshold the board lacks is a failure of that one alone", async () => {
    const device = await fake.openDevice(withHealth({ temperatureThresholdsC: { 1: 89 } }));
    expect(device.temperatureThresholdC("memory_max")).toMatchObject(unsupported);
    expect(valueOf(device.temperatureThresholdC("slowdown"))).toBe(89);
  });

  test("energy, performance state and fan", async () => {
    const device = await fake.openDevice(withHealth({ energyMj: 5e12, performanceState: 2, fanPct: 33 }));
    expect(valueOf(device.totalEnergyMj())).toBe(5e12);
    expect(valueOf(device.performanceState())).toBe(2);
    expect(valueOf(device.fanPct())).toBe(33);
  });

  test("an unknown performance state (32) and a board without a fan are no numbers", async () => {
    const device = await fake.openDevice(withHealth({ performanceState: 32 }));
    expect(device.performanceState()).toMatchObject(unsupported);
    expect(device.fanPct()).toMatchObject(unsupported);
    expect(device.totalEnergyMj()).toMatchObject(unsupported);
  });

  test.each(["current", "r470"] as const)(
    "throttle reasons by name, from the newer or older call: %s",
    async (library) => {
      const device = await fake.openDevice(withHealth({ throttleReasons: 0x4 | 0x40 | 0x80 }), library);
      const reasons = valueOf(device.throttleReasons());
      expect(reasons).toEqual(["sw_power_cap", "hw_thermal", "hw_power_brake"]);
      expect(reasons.filter(isAlarming)).toEqual(["hw_thermal", "hw_power_brake"]);
    },
  );

  test("each bit is its own, none is none, and a new one is told as such", async () => {
    const names = [
      "idle",
      "application_clocks",
      "sw_power_cap",
      "hw_slowdown",
      "sync_boost",
      "sw_thermal",
      "hw_thermal",
      "hw_power_brake",
      "display",
      "other",
    ];
    const device = await fake.openDevice(withHealth({ throttleReasons: 0 }));
    expect(valueOf(device.throttleReasons())).toEqual([]);
    for (const [bit, name] of names.entries()) {
      fake.play(withHealth({ throttleReasons: 2 ** bit }));
      expect(valueOf(device.throttleReasons())).toEqual([name]);
    }
  });
});

describe("errors of memory", () => {
  test("ECC counts by kind and period", async () => {
    const device = await fake.openDevice(
      withHealth({ ecc: { corrected: { volatile: 1, aggregate: 20 }, uncorrected: { volatile: 0, aggregate: 2 } } }),
    );
    expect(valueOf(device.eccErrorCount("corrected", "volatile"))).toBe(1);
    expect(valueOf(device.eccErrorCount("corrected", "aggregate"))).toBe(20);
    expect(valueOf(device.eccErrorCount("uncorrected", "volatile"))).toBe(0);
    expect(valueOf(device.eccErrorCount("uncorrected", "aggregate"))).toBe(2);
  });

  test("a board without ECC supports no count", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.rtx4090 }] });
    expect(device.eccErrorCount("corrected", "volatile")).toMatchObject(unsupported);
  });

  test.each(["current", "unversioned"] as const)("retired pages before Ampere: %s", async (library) => {
    const retiredPages = { singleBit: 3, doubleBit: 1, isPending: true };
    const device = await fake.openDevice({ gpus: [{ board: boards.t4, health: { retiredPages } }] }, library);
    expect(valueOf(device.retiredPages())).toEqual({ singleBitCount: 3, doubleBitCount: 1, isPending: true });
    fake.play({
      gpus: [{ board: boards.t4, health: { retiredPages: { singleBit: 0, doubleBit: 0, isPending: false } } }],
    });
    expect(valueOf(device.retiredPages())).toEqual({ singleBitCount: 0, doubleBitCount: 0, isPending: false });
  });

  test("remapped rows since Ampere, which has no retired pages", async () => {
    const remappedRows = { correctable: 4, uncorrectable: 1, isPending: true, hasFailed: false };
    const device = await fake.openDevice(withHealth({ remappedRows }));
    expect(valueOf(device.remappedRows())).toEqual({
      correctableCount: 4,
      uncorrectableCount: 1,
      isPending: true,
      hasFailed: false,
    });
    expect(device.retiredPages()).toMatchObject(unsupported);
  });
});

describe("a guest with a virtual GPU", () => {
  test("has memory and processes, and neither temperature, power, PCIe nor ECC", async () => {
    const gpu = vgpuGuest({ board: boards.l40s, processes: [{ pid: 9, usedBytes: GIB }] });
    const device = await fake.openDevice({ gpus: [gpu] });
    expect(valueOf(device.virtualization())).toBe("vgpu_guest");
    expect(valueOf(device.memory()).usedBytes).toBe(GIB);
    expect(valueOf(device.processes())).toHaveLength(1);
    const readings = [
      device.temperatureC(),
      device.powerUsageMw(),
      device.enforcedPowerLimitMw(),
      device.pcieThroughputKbPerS("tx"),
      device.eccErrorCount("corrected", "volatile"),
      device.fields(["pcieTxBytes"]).pcieTxBytes,
    ];
    for (const reading of readings) expect(reading).toMatchObject(unsupported);
  });

  test.each([
    [0, "none"],
    [1, "passthrough"],
    [3, "vgpu_host"],
    [9, "unknown"],
  ])("virtualization %i is %s", async (virtualization, name) => {
    expect(valueOf((await fake.openDevice(withHealth({ virtualization }))).virtualization())).toBe(name);
  });
});

test("PCIe throughput, which blocks, is called for its own reading alone", async () => {
  const slow = [{ call: "nvmlDeviceGetPcieThroughput", delayMs: null }];
  const device = await fake.openDevice({ gpus: [{ board: boards.h100, slow, health: { energyMj: 1 } }] });
  // Would hang if any of these made the call.
  device.memory();
  device.utilization();
  device.fields(["pcieTxBytes", "pcieRxBytes"]);
  device.nvlinks();
  fake.play(withHealth({ pcieKbPerS: { tx: 500_000, rx: 20_000 } }));
  expect(valueOf(device.pcieThroughputKbPerS("tx"))).toBe(500_000);
  expect(valueOf(device.pcieThroughputKbPerS("rx"))).toBe(20_000);
});
