import fc from "fast-check";
import { expect, test } from "vitest";
import { healthLevel, heldShareRatio } from "../memory-health.ts";
import type { GpuSnapshot, ProcessSnapshot } from "../snapshot.ts";
import { createFleetPlan, type FleetPlanOptions } from "./fleet-plan.ts";
import { MIB } from "./workload.ts";

const ANCHOR_MS = 1_750_000_000_000;
const HOUR_MS = 3_600_000;
const OPTIONS: FleetPlanOptions = { seed: 7, anchorMs: ANCHOR_MS, nodeCount: 12, gpusPerNode: 8 };
const instants = fc.integer({ min: ANCHOR_MS - 24 * HOUR_MS, max: ANCHOR_MS + 200 * HOUR_MS });
const levelOf = (gpu: GpuSnapshot) => healthLevel(heldShareRatio(gpu.memory));

const fleets = fc.record({
  seed: fc.integer(),
  anchorMs: fc.constant(ANCHOR_MS),
  nodeCount: fc.integer({ min: 1, max: 14 }),
  gpusPerNode: fc.integer({ min: 1, max: 16 }),
});

const heldOn = (processes: ProcessSnapshot[], slotIndex: number): number =>
  processes
    .flatMap(({ gpus }) => gpus)
    .filter((use) => use.slotIndex === slotIndex)
    .reduce((sum, use) => sum + (use.usedBytes ?? Number.NaN), 0);

function expectMemoryAddsUp(gpu: GpuSnapshot, heldBytes: number): void {
  if (gpu.memory === null) {
    expect([gpu.state, heldBytes]).toEqual(["lost", 0]);
    return;
  }
  const { totalBytes, usedBytes, freeBytes, reservedBytes } = gpu.memory;
  expect(usedBytes + freeBytes + (reservedBytes ?? Number.NaN)).toBe(totalBytes);
  expect(Math.min(usedBytes, freeBytes)).toBeGreaterThanOrEqual(0);
  expect(usedBytes % (2 * MIB)).toBe(0);
  expect(heldBytes).toBe(usedBytes);
}

test("memory adds up on every GPU at every instant, and the processes are what is used", () => {
  fc.assert(
    fc.property(fleets, instants, (options, atMs) => {
      for (const node of createFleetPlan(options).nodes) {
        const processes = node.processesAt(atMs);
        for (const gpu of node.gpusAt(atMs)) expectMemoryAddsUp(gpu, heldOn(processes, gpu.slotIndex));
      }
    }),
    { numRuns: 150 },
  );
});

test("every reading is in the range its board has, and pids are unique on a node", () => {
  fc.assert(
    fc.property(fleets, instants, (options, atMs) => {
      for (const node of createFleetPlan(options).nodes) {
        const pids = node.processesAt(atMs).map(({ pid }) => pid);
        expect(new Set(pids).size).toBe(pids.length);
        expect(node.processesAt(atMs).every(({ startedAtMs }) => (startedAtMs ?? Infinity) <= atMs)).toBe(true);
        for (const gpu of node.gpusAt(atMs).filter(({ state }) => state === "ok")) {
          expect(gpu.powerMw).toBeLessThanOrEqual(gpu.powerLimitMw ?? 0);
          expect(gpu.powerMw).toBeGreaterThan(0);
          expect(gpu.graphicsClockMhz).toBeLessThanOrEqual(gpu.graphicsClockMaxMhz ?? 0);
          expect(gpu.temperatureC).toBeGreaterThan(15);
          expect(gpu.temperatureC).toBeLessThan(90);
          expect(gpu.utilPct).toBeLessThanOrEqual(100);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test("each rank of a training has a process of its own; a notebook's spans its GPUs", () => {
  const spans = { notebook: new Set<number>(), other: new Set<number>() };
  for (const node of createFleetPlan(OPTIONS).nodes) {
    for (let hours = -24; hours < 24; hours += 0.5) {
      for (const { command, gpus } of node.processesAt(ANCHOR_MS + hours * HOUR_MS)) {
        spans[command?.includes("ipykernel") === true ? "notebook" : "other"].add(gpus.length);
      }
    }
  }
  expect([...spans.other]).toEqual([1]);
  expect(Math.max(...spans.notebook)).toBeGreaterThan(1);
});

test("an instant is the same whenever and in whatever order it is asked", () => {
  fc.assert(
    fc.property(fleets, fc.array(instants, { minLength: 2, maxLength: 8 }), (options, asked) => {
      const read = (order: number[]) => {
        const { nodes } = createFleetPlan(options);
        const rows = order.map((atMs) => [
          atMs,
          nodes.map((node) => [node.gpusAt(atMs), node.processesAt(atMs), node.hostAt(atMs)]),
        ]);
        return new Map(rows.map(([atMs, value]) => [atMs, JSON.stringify(value)]));
      };
      expect(read(asked)).toEqual(read(asked.toReversed()));
    }),
    { numRuns: 25 },
  );
});

test("node names and GPU ids are unique and belong to the seed", () => {
  const ids = (seed: number) =>
    createFleetPlan({ ...OPTIONS, seed, nodeCount: 125 }).nodes.flatMap(({ gpus }) => gpus.map(({ uuid }) => uuid));
  expect(new Set(ids(7)).size).toBe(1_000);
  expect(ids(7)).toEqual(ids(7));
  expect(ids(7)).not.toEqual(ids(8));
  const names = createFleetPlan({ ...OPTIONS, nodeCount: 125 }).nodes.map(({ nodeId }) => nodeId);
  expect(new Set(names).size).toBe(125);
  expect(names.every((name) => name.startsWith("sim-"))).toBe(true);
});

test("any 24 hours hold one out-of-memory event, and the last before the start is 3 to 6 hours old", () => {
  fc.assert(
    fc.property(fleets, instants, (options, atMs) => {
      const plan = createFleetPlan(options);
      expect(plan.outOfMemoryEvents(atMs - 24 * HOUR_MS, atMs)).toHaveLength(1);
      const ageMs = ANCHOR_MS - (plan.outOfMemoryEvents(ANCHOR_MS - 24 * HOUR_MS, ANCHOR_MS).at(0)?.atMs ?? 0);
      expect(ageMs).toBeGreaterThan(3 * HOUR_MS);
      expect(ageMs).toBeLessThan(6 * HOUR_MS);
    }),
    { numRuns: 40 },
  );
});

/** Seconds at which a process vanished from a GPU that was within 1.5 % of full the second before. */
function exitsWhenFull(options: FleetPlanOptions): string[] {
  return createFleetPlan(options).nodes.flatMap((node) => {
    const found: string[] = [];
    for (let atMs = ANCHOR_MS - 24 * HOUR_MS; atMs < ANCHOR_MS; atMs += 60_000) {
      const before = node.gpusAt(atMs);
      const after = node.gpusAt(atMs + 60_000);
      for (const [slot, gpu] of before.entries()) {
        const full = (heldShareRatio(gpu.memory) ?? 0) > 0.975;
        const then = heldShareRatio(after[slot]?.memory ?? null) ?? 0;
        if (full && then < 0.5) found.push(`${node.nodeId}/${slot}`);
      }
    }
    return found;
  });
}

test("no other GPU looks as if it had run out", () => {
  for (const seed of [1, 7]) {
    const [event] = createFleetPlan({ ...OPTIONS, seed }).outOfMemoryEvents(ANCHOR_MS - 24 * HOUR_MS, ANCHOR_MS);
    expect(exitsWhenFull({ ...OPTIONS, seed })).toEqual([`${event?.nodeId}/${event?.slotIndex}`]);
  }
});

test("the process that runs out is gone the next second and its memory is back", () => {
  const plan = createFleetPlan(OPTIONS);
  const event = plan.outOfMemoryEvents(ANCHOR_MS - 24 * HOUR_MS, ANCHOR_MS)[0];
  const node = plan.nodes.find(({ nodeId }) => nodeId === event?.nodeId);
  if (event === undefined || node === undefined) throw new Error("no event in the plan");
  const onGpu = (atMs: number) =>
    node.processesAt(atMs).filter(({ gpus }) => gpus.some((use) => use.slotIndex === event.slotIndex));
  const share = (atMs: number) => heldShareRatio(node.gpusAt(atMs)[event.slotIndex]?.memory ?? null) ?? Number.NaN;
  expect(onGpu(event.atMs - 1_000)).toHaveLength(1);
  expect(share(event.atMs - 1_000)).toBeGreaterThan(0.99);
  expect(share(event.atMs - 120_000)).toBeLessThan(share(event.atMs - 1_000));
  expect(onGpu(event.atMs)).toHaveLength(0);
  expect(share(event.atMs)).toBeLessThan(0.02);
});

test("at any time the fleet shows servers at 92 %, a critical and a warning GPU, one that grows and many empty ones", () => {
  fc.assert(
    fc.property(fc.integer(), instants, (seed, atMs) => {
      const { nodes } = createFleetPlan({ ...OPTIONS, seed });
      const gpus = nodes.flatMap((node) => node.gpusAt(atMs));
      const earlier = nodes.flatMap((node) => node.gpusAt(atMs - 20 * 60_000));
      const levels = gpus.map(levelOf);
      expect(
        gpus.filter(({ memory }) => Math.abs((heldShareRatio(memory) ?? 0) - 0.92) < 0.006).length,
      ).toBeGreaterThanOrEqual(2);
      expect(levels.filter((level) => level === "critical").length).toBeGreaterThanOrEqual(3);
      expect(levels.filter((level) => level === "critical").length).toBeLessThan(14);
      expect(levels).toContain("warning");
      expect(gpus.filter(({ memory }) => memory?.usedBytes === 0).length).toBeGreaterThanOrEqual(15);
      const grown = gpus.filter((gpu, n) => {
        const before = earlier[n]?.memory?.usedBytes ?? 0;
        const by = (gpu.memory?.usedBytes ?? 0) - before;
        return before > 0 && by > 0 && by < 2_000 * MIB;
      });
      expect(grown.length).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

test.each([
  [5, 0],
  [6, 1],
  [125, 1],
])("a fleet of %d nodes has %d lost GPU, which keeps its place and its name", (nodeCount, lostCount) => {
  const lost = createFleetPlan({ ...OPTIONS, nodeCount })
    .nodes.flatMap((node) => node.gpusAt(ANCHOR_MS))
    .filter(({ state }) => state !== "ok");
  expect(lost).toHaveLength(lostCount);
  for (const gpu of lost) {
    expect(gpu.problem).toBe("LOST: needs reset or reboot");
    expect([gpu.memory, gpu.utilPct, gpu.powerMw, gpu.temperatureC]).toEqual([null, null, null, null]);
    expect(gpu.name).not.toBeNull();
  }
});

test("temperature and power follow the load", () => {
  const gpus = createFleetPlan(OPTIONS).nodes.flatMap((node) =>
    node.gpusAt(ANCHOR_MS).filter(({ name }) => name?.includes("H100")),
  );
  const mean = (part: GpuSnapshot[], read: (gpu: GpuSnapshot) => number | null) =>
    part.reduce((sum, gpu) => sum + (read(gpu) ?? 0), 0) / part.length;
  const busy = gpus.filter(({ utilPct }) => (utilPct ?? 0) > 85);
  const empty = gpus.filter(({ memory }) => memory?.usedBytes === 0);
  expect(mean(busy, (gpu) => gpu.powerMw)).toBeGreaterThan(4 * mean(empty, (gpu) => gpu.powerMw));
  expect(mean(busy, (gpu) => gpu.temperatureC)).toBeGreaterThan(15 + mean(empty, (gpu) => gpu.temperatureC));
});
