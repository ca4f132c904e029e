import { expect, test } from "vitest";
import { gpuSample, memoryHeld, nodeSample } from "../../testing/samples.ts";
import { fleetTotals } from "./fleet-totals.ts";

const GIB = 2 ** 30;
const gpuAt = (heldRatio: number) => gpuSample({ memory: memoryHeld(heldRatio) });

test("GPUs are counted by level and state, and every GPU in exactly one count", () => {
  const gpus = [
    gpuAt(0.5),
    gpuAt(0.8),
    gpuAt(0.9),
    gpuAt(0.95),
    gpuSample({ state: "lost", memory: null }),
    gpuSample({ state: "failed", memory: null }),
    gpuSample({ memory: null }),
  ];
  const totals = fleetTotals([nodeSample({ gpus }), nodeSample({ hostname: "node2", status: "offline" })]);
  expect(totals.gpus).toEqual({
    all: 8,
    healthy: 1,
    warning: 2,
    critical: 1,
    lost: 1,
    failed: 1,
    unknown: 1,
    offline: 1,
  });
});

test("used + reserved + free = total over the fleet", () => {
  const { memory } = fleetTotals([nodeSample({ gpus: [gpuAt(0.3), gpuAt(0.7)] })]);
  expect(memory.totalBytes).toBe(160 * GIB);
  expect(memory.usedBytes + (memory.reservedBytes ?? 0) + memory.freeBytes).toBe(memory.totalBytes);
});

test("reserved that the driver does not tell stays in used, and is said so", () => {
  const untold = { totalBytes: 10 * GIB, usedBytes: 4 * GIB, freeBytes: 6 * GIB, reservedBytes: null };
  const one = fleetTotals([nodeSample({ gpus: [gpuSample({ memory: untold })] })]).memory;
  expect([one.reservedBytes, one.reservedUnknownCount]).toEqual([null, 1]);
  const two = fleetTotals([nodeSample({ gpus: [gpuSample({ memory: untold }), gpuAt(0.5)] })]).memory;
  expect([two.reservedBytes, two.reservedUnknownCount]).toEqual([GIB, 1]);
  expect(two.usedBytes + GIB + two.freeBytes).toBe(two.totalBytes);
});

test("an offline node's memory and processes are not added up; a stale one's are", () => {
  const totals = fleetTotals([
    nodeSample({ status: "stale", processCount: 2 }),
    nodeSample({ hostname: "node2", status: "offline", processCount: 5 }),
  ]);
  expect([totals.memory.totalBytes, totals.processCount]).toEqual([80 * GIB, 2]);
  expect(totals.nodes).toEqual({ all: 2, live: 0, stale: 1, offline: 1, withoutReadings: 0 });
});

test("nodes without readings are counted", () => {
  const collector = { state: "unavailable", problem: "no_driver", message: "load it" } as const;
  expect(fleetTotals([nodeSample({ collector, gpus: [] })]).nodes.withoutReadings).toBe(1);
});
