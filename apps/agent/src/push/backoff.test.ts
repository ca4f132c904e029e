import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffDelayMs, REMOTE_BACKOFF } from "./backoff.ts";

test("the bound doubles from the first pause to the longest", () => {
  const nearlyOne = 1 - Number.EPSILON;
  const bounds = [0, 1, 2, 6, 7, 100, 1_000_000].map((failures) => backoffDelayMs(REMOTE_BACKOFF, failures, nearlyOne));
  expect(bounds).toEqual([249, 499, 999, 15_999, 29_999, 29_999, 29_999]);
});

test("every pause lies within the bounds, and chance alone decides where", () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(), chance, (failures, share) => {
      const delayMs = backoffDelayMs(REMOTE_BACKOFF, failures, share);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(REMOTE_BACKOFF.maxMs);
    }),
  );
  expect(backoffDelayMs(REMOTE_BACKOFF, 4, 0.5)).toBe(2_000);
});
