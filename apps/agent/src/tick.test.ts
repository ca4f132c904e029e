import fc from "fast-check";
import { expect, test } from "vitest";
import { planTick, startTicks } from "./tick.ts";
import { memoryLog } from "@vramfleet/core/testing/memory-log";

test("the first tick comes at the next whole interval", () => {
  expect(planTick(10_250, 1_000, null)).toEqual({ slot: 11, delayMs: 750, missedCount: 0 });
});

test("a timer that fired a little early does not tick twice for one interval", () => {
  expect(planTick(10_999, 1_000, 11)).toEqual({ slot: 12, delayMs: 1_001, missedCount: 0 });
});

test("intervals without time for a tick are counted and not made up for", () => {
  expect(planTick(14_300, 1_000, 11)).toEqual({ slot: 15, delayMs: 700, missedCount: 3 });
});

test("a clock set back does not silence the agent", () => {
  expect(planTick(10_250, 1_000, 7_211)).toEqual({ slot: 11, delayMs: 750, missedCount: 0 });
});

test("whatever the clocks say, the next tick is ahead and at most two intervals away", () => {
  const instant = fc.integer({ min: 0, max: 2_000_000_000_000 });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 60_000 }), fc.option(instant), (nowMs, intervalMs, lastSlot) => {
      const { delayMs, missedCount } = planTick(nowMs, intervalMs, lastSlot);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(2 * intervalMs);
      expect(missedCount).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("a new interval counts from the next tick on, and is no missed tick", async () => {
  const { log, lines } = memoryLog();
  const intervals: number[] = [];
  await new Promise<void>((resolve) => {
    const ticks = startTicks({
      intervalMs: 40,
      nowMs: Date.now,
      log,
      tick(_atMs, intervalMs) {
        intervals.push(intervalMs);
        if (intervals.length === 1) ticks.setIntervalMs(30);
        if (intervals.length === 3) void ticks.stop().then(resolve);
        return Promise.resolve();
      },
    });
    ticks.setIntervalMs(20);
  });
  expect(intervals).toEqual([20, 30, 30]);
  expect(lines.filter((line) => Number(line.fields["missedCount"]) > 5)).toEqual([]);
});

test("a slow tick is never overtaken by the next, and a failing one does not end the series", async () => {
  const { log, lines } = memoryLog();
  let underWay = 0;
  let count = 0;
  await new Promise<void>((resolve) => {
    const ticks = startTicks({
      intervalMs: 5,
      nowMs: Date.now,
      log,
      async tick() {
        underWay += 1;
        expect(underWay).toBe(1);
        await new Promise((done) => setTimeout(done, 12));
        underWay -= 1;
        count += 1;
        if (count === 2) throw new Error("no reading");
        if (count === 3) void ticks.stop().then(resolve);
      },
    });
  });
  expect(lines.some((line) => line.level === "error" && line.fields["reason"] === "Error: no reading")).toBe(true);
  expect(lines.some((line) => line.event.includes("ticks were missed"))).toBe(true);
});
