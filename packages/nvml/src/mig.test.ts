import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { FakeMig, FakeMigInstance, Scenario } from "../fake/scenario.ts";
import type { NvmlDevice } from "./nvml.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const GIB = 1024 ** 3;
const small: FakeMigInstance = {
  slot: 1,
  uuid: "MIG-11111111-0000-4000-8000-000000000001",
  profile: "1g.10gb",
  gpuInstanceId: 7,
  computeInstanceId: 0,
  totalBytes: 10 * GIB,
  reservedBytes: GIB / 4,
  multiprocessors: 16,
  slices: 1,
};
const large: FakeMigInstance = {
  ...small,
  slot: 4,
  uuid: "MIG-33333333-0000-4000-8000-000000000003",
  profile: "3g.40gb",
  gpuInstanceId: 2,
  totalBytes: 40 * GIB,
  multiprocessors: 60,
  slices: 3,
};
const processes = [
  { pid: 11, usedBytes: 2 * GIB, gpuInstanceId: 7, computeInstanceId: 0 },
  { pid: 22, usedBytes: 20 * GIB, gpuInstanceId: 2, computeInstanceId: 0 },
];
const cutUp = (mig: Partial<FakeMig>): Scenario => ({
  gpus: [{ board: boards.h100, processes, gpuPct: 50, mig: { isEnabled: true, instances: [small, large], ...mig } }],
});

/** As a caller does in each cycle. */
function enumerate(device: NvmlDevice) {
  return valueOf(device.migDevices()).map(({ migSlotIndex, device: reading }) => {
    const mig = valueOf(reading);
    return { migSlotIndex, uuid: valueOf(mig.uuid()), mig };
  });
}

describe("a GPU in MIG mode", () => {
  test("has devices in some of its slots", async () => {
    const device = await fake.openDevice(cutUp({}));
    expect(valueOf(device.migMode())).toEqual({ isEnabled: true, isPending: true });
    expect(valueOf(device.maxMigDevices())).toBe(7);
    expect(enumerate(device).map(({ migSlotIndex, uuid }) => [migSlotIndex, uuid])).toEqual([
      [1, small.uuid],
      [4, large.uuid],
    ]);
  });

  test("each has a name, ids, attributes, memory and processes of its own", async () => {
    const device = await fake.openDevice(cutUp({}));
    const [first, second] = enumerate(device).map(({ mig }) => mig);
    if (first === undefined || second === undefined) throw new Error("two MIG devices");
    expect(valueOf(first.name())).toBe("NVIDIA H100 80GB HBM3 MIG 1g.10gb");
    expect([valueOf(first.gpuInstanceId()), valueOf(first.computeInstanceId())]).toEqual([7, 0]);
    expect(valueOf(second.attributes())).toEqual({
      multiprocessorCount: 60,
      copyEngineCount: 1,
      decoderCount: 0,
      encoderCount: 0,
      jpegCount: 0,
      ofaCount: 0,
      gpuInstanceSliceCount: 3,
      computeInstanceSliceCount: 3,
      memoryBytes: 40 * GIB,
    });
    expect(valueOf(first.memory())).toEqual({
      totalBytes: 10 * GIB,
      reservedBytes: GIB / 4,
      usedBytes: 2 * GIB,
      freeBytes: 7.75 * GIB,
    });
    expect(valueOf(first.processes())).toMatchObject([{ pid: 11, usedBytes: 2 * GIB, gpuInstanceId: 7 }]);
    expect(valueOf(second.processes())).toMatchObject([{ pid: 22, usedBytes: 20 * GIB, gpuInstanceId: 2 }]);
  });

  test("lists all processes with their instances on the GPU, and has no utilisation", async () => {
    const device = await fake.openDevice(cutUp({}));
    expect(valueOf(device.processes()).map((row) => [row.pid, row.gpuInstanceId])).toEqual([
      [11, 7],
      [22, 2],
    ]);
    expect(device.utilization()).toMatchObject({ ok: false, failure: { code: 3, scope: "field" } });
  });

  test("without privilege the whole GPU is closed (4), its devices are not", async () => {
    const device = await fake.openDevice(cutUp({ parentDenied: true }));
    const denied = { ok: false, failure: { code: 4, scope: "field" } };
    expect(device.memory()).toMatchObject(denied);
    expect(device.deviceMemory()).toMatchObject(denied);
    expect(device.processes()).toMatchObject(denied);
    expect(enumerate(device).map(({ mig }) => valueOf(mig.memory()).usedBytes)).toEqual([2 * GIB, 20 * GIB]);
  });
});

test("two compute instances of one GPU instance share its memory", async () => {
  const sibling = { ...small, slot: 2, uuid: "MIG-22222222-0000-4000-8000-000000000002", computeInstanceId: 1 };
  const device = await fake.openDevice(cutUp({ instances: [small, sibling] }));
  const [first, second] = enumerate(device).map(({ mig }) => mig);
  expect(first?.memory()).toEqual(second?.memory());
  expect(second?.processes()).toEqual({ ok: true, value: [] });
});

describe("reconfiguration", () => {
  const before = { ...small, toS: 10 };
  // The same slot and the same ids, given anew at once.
  const after = { ...small, fromS: 10, uuid: "MIG-99999999-0000-4000-8000-000000000009", totalBytes: 20 * GIB };
  const scenario = cutUp({ instances: [before, after, { ...large, toS: 10 }] });

  test("shows at the next enumeration, by UUID", async () => {
    const device = await fake.openDevice({ ...scenario, ...nowIsSecond(5) });
    expect(enumerate(device).map(({ uuid }) => uuid)).toEqual([small.uuid, large.uuid]);
    fake.play({ ...scenario, ...nowIsSecond(11) });
    expect(enumerate(device).map(({ uuid, mig }) => [uuid, valueOf(mig.memory()).totalBytes])).toEqual([
      [after.uuid, 20 * GIB],
    ]);
  });

  test("leaves an older handle dead, or another device's", async () => {
    const device = await fake.openDevice({ ...scenario, ...nowIsSecond(5) });
    const [first, second] = enumerate(device);
    fake.play({ ...scenario, ...nowIsSecond(11) });
    expect(second?.mig.memory()).toMatchObject({ ok: false, failure: { code: 2, scope: "device" } });
    expect(first?.mig.uuid()).toEqual({ ok: true, value: after.uuid });
  });
});

describe("elsewhere", () => {
  test("a GPU that is not capable says so, one with MIG off has no devices", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4 }] });
    expect(device.migMode()).toMatchObject({ ok: false, failure: { code: 3 } });
    expect(device.migDevices()).toEqual({ ok: true, value: [] });
    fake.play(cutUp({ isEnabled: false, isPending: true }));
    expect(valueOf(device.migMode())).toEqual({ isEnabled: false, isPending: true });
    expect(device.migDevices()).toEqual({ ok: true, value: [] });
  });

  test("a library from before MIG", async () => {
    const device = await fake.openDevice({ gpus: [{ board: boards.t4 }] }, "unversioned");
    expect(device.migDevices()).toMatchObject({ ok: false, failure: { code: 13, scope: "field" } });
  });

  test("a slot that fails costs no other", async () => {
    const device = await fake.openDevice(cutUp({}));
    fake.play({ ...cutUp({}), failing: [{ call: "nvmlDeviceGetMigDeviceHandleByIndex", code: 4 }] });
    const slots = valueOf(device.migDevices());
    expect(slots).toHaveLength(7);
    expect(slots[0]).toMatchObject({ migSlotIndex: 0, device: { ok: false, failure: { code: 4 } } });
  });
});
