import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketGrid } from "./bucket-grid.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 4e10 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

test("the buckets hold the whole range, are no more than asked, and none lies outside of it", () => {
  fc.assert(
    fc.property(
      range,
      fc.integer({ min: 1, max: 4_000 }),
      fc.option(fc.integer({ min: 1, max: 600_000 })),
      (asked, maxCount, intervalMs) => {
        const { startMs, stepMs, bucketsCount } = bucketGrid(asked, maxCount, intervalMs);
        expect(startMs).toBeLessThanOrEqual(asked.fromMs);
        expect(startMs + stepMs).toBeGreaterThan(asked.fromMs);
        const endMs = startMs + bucketsCount * stepMs;
        expect(endMs).toBeGreaterThanOrEqual(asked.toMs);
        expect(endMs - stepMs).toBeLessThan(asked.toMs);
        expect(bucketsCount).toBeLessThanOrEqual(maxCount);
        expect(stepMs).toBeGreaterThanOrEqual(intervalMs ?? 1);
      },
    ),
  );
});

test("a range that moves on keeps its buckets", () => {
  const one = bucketGrid({ fromMs: 1_000_000, toMs: 1_900_000 }, 300, 1_000);
  const later = bucketGrid({ fromMs: 1_007_000, toMs: 1_907_000 }, 300, 1_000);
  expect(later.stepMs).toBe(one.stepMs);
  expect((later.startMs - one.startMs) % one.stepMs).toBe(0);
});
