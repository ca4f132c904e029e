import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { NvmlReading } from "./nvml.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

function codeOf(reading: NvmlReading<unknown>): [code: number, scope: string] | null {
  return reading.ok ? null : [reading.failure.code, reading.failure.scope];
}

describe("the library", () => {
  test("versions and the number of GPUs", async () => {
    const nvml = await fake.open({
      driverVersion: "580.105.08",
      nvmlVersion: "13.580.105.08",
      cudaVersion: 13000,
      gpus: [{ board: boards.h100 }, { board: boards.t4 }],
    });
    expect(valueOf(nvml.driverVersion())).toBe("580.105.08");
    expect(valueOf(nvml.nvmlVersion())).toBe("13.580.105.08");
    expect(valueOf(nvml.cudaVersion())).toBe("13.0");
    expect(valueOf(nvml.deviceCount())).toBe(2);
  });

  test("the CUDA version without libcuda comes from the older call", async () => {
    const nvml = await fake.open({
      gpus: [{ board: boards.t4 }],
      failing: [{ call: "nvmlSystemGetCudaDriverVersion_v2", code: 12 }],
    });
    expect(valueOf(nvml.cudaVersion())).toBe("12.8");
  });

  test("a slot beyond the last answers for the device, not with a throw", async () => {
    const nvml = await fake.open({ gpus: [{ board: boards.t4 }] });
    expect(codeOf(nvml.device(1))).toEqual([2, "device"]);
  });

  test("after shutdown every reading is a failure for the library, and no call is made", async () => {
    const nvml = await fake.open({ gpus: [{ board: boards.t4 }] });
    const device = valueOf(nvml.device(0));
    nvml.shutdown();
    nvml.shutdown();
    expect(codeOf(nvml.deviceCount())).toEqual([1, "library"]);
    expect(codeOf(device.memory())).toEqual([1, "library"]);
    expect(codeOf(device.processes())).toEqual([1, "library"]);
  });

  test("devices of one generation do not answer for the next", async () => {
    const old = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    const now = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    expect(codeOf(old.uuid())).toEqual([1, "library"]);
    expect(now.uuid().ok).toBe(true);
  });
});

describe("a device", () => {
  test("identity", async () => {
    const device = await fake.openDevice({
      gpus: [{ board: boards.b200, uuid: "GPU-11112222-3333-4444-5555-666677778888", pciBusId: "00000000:3B:00.0" }],
    });
    expect(valueOf(device.uuid())).toBe("GPU-11112222-3333-4444-5555-666677778888");
    expect(valueOf(device.name())).toBe("NVIDIA B200");
    expect(valueOf(device.pciBusId())).toBe("00000000:3B:00.0");
    expect(valueOf(device.architecture())).toBe("Blackwell");
    expect(valueOf(device.computeCapability())).toBe("10.0");
  });

  test("sensors", async () => {
    const device = await fake.openDevice({
      gpus: [{ board: boards.h100, gpuPct: 97, memoryPct: 41, temperatureC: 61, powerMw: 512_345 }],
    });
    expect(valueOf(device.utilization())).toEqual({ gpuPct: 97, memoryPct: 41 });
    expect(valueOf(device.temperatureC())).toBe(61);
    expect(valueOf(device.powerUsageMw())).toBe(512_345);
    expect(valueOf(device.enforcedPowerLimitMw())).toBe(700_000);
    expect(valueOf(device.powerLimitRangeMw())).toEqual({ minMw: 200_000, maxMw: 700_000 });
  });

  test("each clock is its own", async () => {
    const clocksMhz = { graphics: 345, sm: 346, memory: 2600, video: 765 };
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, clocksMhz }] });
    const kinds = ["graphics", "sm", "memory", "video"] as const;
    expect(kinds.map((kind) => valueOf(device.clockMhz(kind)))).toEqual([345, 346, 2600, 765]);
    expect(kinds.map((kind) => valueOf(device.maxClockMhz(kind)))).toEqual([1980, 1980, 2619, 1545]);
  });

  test("what a board does not support is a failure of that field alone", async () => {
    const device = await fake.openDevice({
      gpus: [{ board: boards.rtx3060, gpuPct: null, temperatureC: null, powerMw: null }],
    });
    expect(codeOf(device.utilization())).toEqual([3, "field"]);
    expect(codeOf(device.temperatureC())).toEqual([3, "field"]);
    expect(codeOf(device.powerUsageMw())).toEqual([3, "field"]);
    expect(codeOf(device.maxClockMhz("sm"))).toEqual([3, "field"]);
    expect(device.memory().ok).toBe(true);
  });

  test("a temperature the newer call refuses comes from the older one", async () => {
    for (const code of [3, 13, 25]) {
      const failing = [{ call: "nvmlDeviceGetTemperatureV", code }];
      const device = await fake.openDevice({ gpus: [{ board: boards.t4, temperatureC: 71, failing }] });
      expect(valueOf(device.temperatureC())).toBe(71);
    }
  });

  test("code 2 marks a stale handle, except where an argument may be unknown", async () => {
    const failing = [{ call: "nvmlDeviceGet*", code: 2 }];
    const device = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    fake.play({ gpus: [{ board: boards.t4, failing }] });
    expect(codeOf(device.memory())).toEqual([2, "device"]);
    expect(codeOf(device.processes())).toEqual([2, "device"]);
    expect(codeOf(device.clockMhz("video"))).toEqual([2, "field"]);
  });

  test("a library with unversioned calls alone still answers", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4, temperatureC: 44 }] }, "unversioned");
    expect(valueOf(device.pciBusId())).toBe("00000000:1A:00.0");
    expect(valueOf(device.temperatureC())).toBe(44);
    expect(device.architecture()).toEqual({
      ok: false,
      failure: { code: 13, name: "FUNCTION_NOT_FOUND", call: "nvmlDeviceGetArchitecture", scope: "field" },
    });
  });
});

describe("memory", () => {
  const total = boards.h100.totalBytes;
  const reserved = boards.h100.reservedBytes;
  const GIB = 1024 ** 3;

  test("total is reserved, used and free together", async () => {
    const device = await fake.openDevice({
      gpus: [{ board: boards.h100, baseBytes: GIB, processes: [{ pid: 1, usedBytes: 10 * GIB }] }],
    });
    expect(valueOf(device.memory())).toEqual({
      totalBytes: total,
      reservedBytes: reserved,
      usedBytes: 11 * GIB,
      freeBytes: total - reserved - 11 * GIB,
    });
  });

  const v1 = {
    totalBytes: total,
    reservedBytes: null,
    usedBytes: 2 * GIB + reserved,
    freeBytes: total - reserved - 2 * GIB,
  };

  test.each(["r470", "unversioned"] as const)("%s: the first version counts the reserve as used", async (library) => {
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, usedBytes: 2 * GIB }] }, library);
    expect(valueOf(device.memory())).toEqual(v1);
  });

  test.each([3, 13, 25, 999])("a second version that answers %i gives way to the first", async (code) => {
    const failing = [{ call: "nvmlDeviceGetMemoryInfo_v2", code }];
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, usedBytes: 2 * GIB, failing }] });
    expect(valueOf(device.memory())).toEqual(v1);
  });

  test("unified memory, where both versions answer 3, is not supported", async () => {
    const failing = [{ call: "nvmlDeviceGetMemoryInfo*", code: 3 }];
    const device = await fake.openDevice({ gpus: [{ board: boards.h100, failing }] });
    expect(codeOf(device.memory())).toEqual([3, "field"]);
  });

  test("a field that fails for a while costs no other, and comes back", async () => {
    const failing = [{ call: "nvmlDeviceGetMemoryInfo*", code: 999, fromS: 0, toS: 60 }];
    const device = await fake.openDevice({
      ...nowIsSecond(30),
      gpus: [{ board: boards.h100, temperatureC: 50, failing }],
    });
    expect(codeOf(device.memory())).toEqual([999, "field"]);
    expect(valueOf(device.temperatureC())).toBe(50);
    fake.play({ ...nowIsSecond(61), gpus: [{ board: boards.h100, failing }] });
    expect(device.memory().ok).toBe(true);
  });
});
