import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { FakeProcess } from "../fake/scenario.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const MIB = 1024 ** 2;

function gpuWith(processes: readonly FakeProcess[]) {
  return { gpus: [{ board: boards.h100, processes }] };
}

const three: FakeProcess[] = [
  { pid: 101, usedBytes: 1000 * MIB, gpuInstanceId: 1, computeInstanceId: 0 },
  { pid: 202, usedBytes: 20 * MIB, lists: ["compute", "graphics"] },
  { pid: 303, usedBytes: null, lists: ["mps"] },
];
const rows = [
  { pid: 101, usedBytes: 1000 * MIB, kinds: ["compute"], gpuInstanceId: 1, computeInstanceId: 0 },
  { pid: 202, usedBytes: 20 * MIB, kinds: ["compute", "graphics"], gpuInstanceId: null, computeInstanceId: null },
  { pid: 303, usedBytes: null, kinds: ["mps"], gpuInstanceId: null, computeInstanceId: null },
];

describe("the lists", () => {
  test("no process is an empty list, not a failure", async () => {
    expect(valueOf((await fake.openDevice(gpuWith([]))).processes())).toEqual([]);
  });

  test("compute, graphics and MPS are merged by pid", async () => {
    expect(valueOf((await fake.openDevice(gpuWith(three))).processes())).toEqual(rows);
  });

  test("more than the buffer first holds", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ pid: index + 1, usedBytes: (index + 1) * MIB }));
    const device = await fake.openDevice(gpuWith(many));
    const read = valueOf(device.processes());
    expect(read.map((process) => [process.pid, process.usedBytes])).toEqual(many.map((p) => [p.pid, p.usedBytes]));
    expect(valueOf(device.processes())).toHaveLength(1000);
  });

  test("a driver that always asks for more room is given up on", async () => {
    const device = await fake.openDevice(gpuWith([]));
    fake.play({ ...gpuWith([]), failing: [{ call: "nvmlDeviceGetCompute*", code: 7 }] });
    expect(device.processes()).toMatchObject({ ok: false, failure: { code: 7, scope: "field" } });
  });

  test("processes come and go", async () => {
    const scenario = gpuWith([{ pid: 7, usedBytes: MIB, fromS: 10, toS: 20 }]);
    const device = await fake.openDevice({ ...scenario, ...nowIsSecond(5) });
    expect(valueOf(device.processes())).toEqual([]);
    fake.play({ ...scenario, ...nowIsSecond(15) });
    expect(valueOf(device.processes())).toHaveLength(1);
    fake.play({ ...scenario, ...nowIsSecond(21) });
    expect(valueOf(device.processes())).toEqual([]);
  });
});

describe("record lengths", () => {
  test("drivers 535.43 to 535.86, whose third version writes 32 bytes", async () => {
    const scenario = { ...gpuWith(three), processStrides: { v3: 32 as const } };
    expect(valueOf((await fake.openDevice(scenario, "r535")).processes())).toEqual(rows);
  });

  test("their second version, right in every driver, is asked before the third", async () => {
    const failing = [{ call: "nvmlDeviceGetComputeRunningProcesses_v3", code: 999 }];
    expect(valueOf((await fake.openDevice({ ...gpuWith(three), failing }, "r535")).processes())).toEqual(rows);
    expect((await fake.openDevice({ ...gpuWith(three), failing }, "current")).processes().ok).toBe(false);
  });

  test("the same where the second version fails", async () => {
    const failing = ["Compute", "Graphics", "MPSCompute"].map((kind) => ({
      call: `nvmlDeviceGet${kind}RunningProcesses_v2`,
      code: 3,
    }));
    const scenario = { ...gpuWith(three), failing, processStrides: { v3: 32 as const } };
    expect(valueOf((await fake.openDevice(scenario, "r535")).processes())).toEqual(rows);
  });

  test.each([16, 24, 32] as const)("a third version that writes %i bytes, undeclared", async (v3) => {
    const scenario = { ...gpuWith(three), processStrides: { v3 } };
    const expected = v3 === 16 ? rows.map((row) => ({ ...row, gpuInstanceId: null, computeInstanceId: null })) : rows;
    expect(valueOf((await fake.openDevice(scenario)).processes())).toEqual(expected);
  });

  test("the second version, where there is no third", async () => {
    expect(valueOf((await fake.openDevice(gpuWith(three), "r470")).processes())).toEqual(rows);
  });

  test("the unversioned calls know no instances, and have no MPS list", async () => {
    const expected = rows.slice(0, 2).map((row) => ({ ...row, gpuInstanceId: null, computeInstanceId: null }));
    expect(valueOf((await fake.openDevice(gpuWith(three), "unversioned")).processes())).toEqual(expected);
  });
});

describe("lists that fail", () => {
  const failing = (list: string, code: number) => [{ call: `nvmlDeviceGet${list}RunningProcesses*`, code }];

  test("a list the GPU does not have leaves the others", async () => {
    const device = await fake.openDevice({ ...gpuWith(three), failing: failing("MPSCompute", 3) });
    expect(valueOf(device.processes())).toEqual(rows.slice(0, 2));
  });

  test("a list that exists and fails fails the reading: a part is not shown as all", async () => {
    const device = await fake.openDevice({ ...gpuWith(three), failing: failing("Graphics", 999) });
    expect(device.processes()).toMatchObject({ ok: false, failure: { code: 999, scope: "field" } });
  });

  test("no list at all is not supported, which is not an empty list", async () => {
    const all = ["Compute", "Graphics", "MPSCompute"].flatMap((list) => failing(list, 3));
    const device = await fake.openDevice({ ...gpuWith(three), failing: all });
    expect(device.processes()).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
  });
});
