import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards } from "../fake/boards.ts";
import type { FakeEvent, Scenario } from "../fake/scenario.ts";
import { createFake, nowIsSecond, valueOf } from "./testing/fake.ts";

const fake = createFake();
beforeAll(() => {
  process.env["VRAMFLEET_FAKE_SCENARIO"] = fake.scenarioPath;
});
afterAll(() => fake.close());

const XID = 8;
const withEvents = (second: number, ...events: FakeEvent[]): Scenario => ({
  ...nowIsSecond(second),
  gpus: [{ board: boards.h100 }, { board: boards.h100, events }],
});

/** Opened at second 0, with GPU 1 registered; drained at each second given. */
async function drainAt(seconds: readonly number[], ...events: FakeEvent[]) {
  const nvml = await fake.open(withEvents(0, ...events));
  const set = valueOf(nvml.openEvents());
  valueOf(set.register(1));
  return seconds.map((second) => {
    fake.play(withEvents(second, ...events));
    return set.drain();
  });
}

describe("events", () => {
  test("come once, when they have happened, with slot, kind and XID", async () => {
    const [early, late, again] = await drainAt([5, 11, 12], { atS: 10, type: XID, data: 79 });
    expect(early).toEqual({ events: [], isFull: false, failure: null, retryAfterMs: 0 });
    expect(late?.events).toEqual([
      { slotIndex: 1, kind: "xid", xid: 79, data: 79, gpuInstanceId: null, computeInstanceId: null },
    ]);
    expect(again?.events).toEqual([]);
  });

  test("come in the order of their times, with MIG instances, an unknown XID as null", async () => {
    const [drained] = await drainAt(
      [30],
      { atS: 20, type: 0x400, data: 3 },
      { atS: 10, type: XID, data: 999, gpuInstanceId: 2, computeInstanceId: 0 },
    );
    expect(drained?.events).toMatchObject([
      { kind: "xid", xid: null, data: 999, gpuInstanceId: 2, computeInstanceId: 0 },
      { kind: "dram_retirement", xid: null, data: 3 },
    ]);
  });

  test("before the registration are not told", async () => {
    const events = [
      { atS: 10, type: XID, data: 13 },
      { atS: 30, type: XID, data: 31 },
    ];
    const nvml = await fake.open(withEvents(20, ...events));
    const set = valueOf(nvml.openEvents());
    valueOf(set.register(1));
    fake.play(withEvents(40, ...events));
    expect(set.drain().events.map(({ xid }) => xid)).toEqual([31]);
  });

  test("a storm is drained in parts of a size the caller sets", async () => {
    const storm = { atS: 1, type: XID, data: 43, everyS: 0.001, count: 600 };
    const nvml = await fake.open(withEvents(0, storm));
    const set = valueOf(nvml.openEvents());
    valueOf(set.register(1));
    fake.play(withEvents(60, storm));
    expect([set.drain(), set.drain(), set.drain(), set.drain()].map((d) => [d.events.length, d.isFull])).toEqual([
      [256, true],
      [256, true],
      [88, false],
      [0, false],
    ]);
  });

  test("a library whose call tells no instances", async () => {
    const event = { atS: 5, type: XID, data: 48, gpuInstanceId: 2 };
    const nvml = await fake.open(withEvents(0, event), "unversioned");
    const set = valueOf(nvml.openEvents());
    valueOf(set.register(1));
    fake.play(withEvents(10, event));
    expect(set.drain().events).toMatchObject([{ xid: 48, gpuInstanceId: null }]);
  });
});

describe("registration", () => {
  const events = [
    { atS: 10, type: XID, data: 79 },
    { atS: 10, type: 2, data: 0 },
  ];

  test("is of the kinds that are wanted and that the GPU has", async () => {
    const set = valueOf((await fake.open(withEvents(0, ...events))).openEvents());
    expect(valueOf(set.register(1, ["double_bit_ecc", "gpu_unavailable"]))).toEqual(["double_bit_ecc"]);
    fake.play(withEvents(20, ...events));
    expect(set.drain().events.map(({ kind }) => kind)).toEqual(["double_bit_ecc"]);
  });

  test("of a GPU without events is of none, and the set goes on", async () => {
    const set = valueOf((await fake.open(withEvents(0, ...events))).openEvents());
    expect(valueOf(set.register(0))).toEqual([]);
    expect(valueOf(set.register(1))).toEqual(["double_bit_ecc", "xid"]);
  });

  test("that fails says why; after 999 the set is closed", async () => {
    const set = valueOf((await fake.open(withEvents(0, ...events))).openEvents());
    fake.play({ ...withEvents(0, ...events), failing: [{ call: "nvmlDeviceRegisterEvents", code: 15 }] });
    expect(set.register(1)).toMatchObject({ ok: false, failure: { code: 15, scope: "device" } });
    fake.play({ ...withEvents(0, ...events), failing: [{ call: "nvmlDeviceRegisterEvents", code: 999 }] });
    expect(set.register(1)).toMatchObject({ ok: false, failure: { code: 999 } });
    fake.play(withEvents(0, ...events));
    expect(set.register(1)).toMatchObject({ ok: false, failure: { code: 1 } });
  });
});

describe("failures", () => {
  const event = { atS: 1, type: XID, data: 79 };
  const failing = [{ call: "nvmlEventSetWait*", code: 999 }];

  test("advise to wait longer each time, at most a minute, and less once it works again", async () => {
    const set = valueOf((await fake.open(withEvents(0, event))).openEvents());
    fake.play({ ...withEvents(0, event), failing });
    const advice = Array.from({ length: 8 }, () => set.drain().retryAfterMs);
    expect(advice).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    fake.play(withEvents(0, event));
    expect(set.drain()).toMatchObject({ failure: null, retryAfterMs: 0 });
    fake.play({ ...withEvents(0, event), failing });
    expect(set.drain()).toMatchObject({ failure: { code: 999 }, retryAfterMs: 1_000 });
  });

  test("no set is a failure", async () => {
    const nvml = await fake.open({ ...withEvents(0, event), failing: [{ call: "nvmlEventSetCreate", code: 3 }] });
    expect(nvml.openEvents()).toMatchObject({ ok: false, failure: { code: 3 } });
  });

  test("a set ends with its generation, and may be closed twice", async () => {
    const nvml = await fake.open(withEvents(0, event));
    const set = valueOf(nvml.openEvents());
    nvml.shutdown();
    expect(set.drain()).toMatchObject({ events: [], failure: { code: 1, scope: "library" } });
    expect(nvml.openEvents()).toMatchObject({ ok: false, failure: { code: 1 } });
    set.close();
    set.close();
  });

  test("closing gives the driver's set back", async () => {
    const nvml = await fake.open(withEvents(0, event));
    // The fake has eight.
    for (let round = 0; round < 20; round++) valueOf(nvml.openEvents()).close();
    expect(nvml.openEvents().ok).toBe(true);
  });
});
