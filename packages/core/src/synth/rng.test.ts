import fc from "fast-check";
import { expect, test } from "vitest";
import { createRng, hash01, hash32, smoothNoise, type Rng } from "./rng.ts";

test("the same seed draws the same numbers, another seed others", () => {
  const draw = (seed: number) => {
    const rng = createRng(seed);
    return Array.from({ length: 8 }, () => rng.next());
  };
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5)).not.toEqual(draw(6));
});

test.each([
  ["sequential draws", (_: number, rng: Rng) => rng.next()],
  ["random access", (n: number) => hash01(42, n)],
])("%s are spread evenly over [0, 1)", (_, draw) => {
  const rng = createRng(42);
  const bins = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 20_000; n += 1) {
    const bin = Math.floor(draw(n, rng) * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const count of bins) expect(Math.abs(count - 2_000)).toBeLessThan(250);
});

test("draws keep to their bounds", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(30), (seed, low, span) => {
      const rng = createRng(seed);
      const whole = rng.whole(low, low + span);
      const part = rng.between(low, low + span + 1);
      expect(Number.isInteger(whole) && whole >= low && whole <= low + span).toBe(true);
      expect(part >= low && part < low + span + 1).toBe(true);
      expect(["a", "b"]).toContain(rng.pick(["a", "b"]));
      expect(Math.abs(smoothNoise(seed, part / 7))).toBeLessThanOrEqual(1);
    }),
  );
});

test("weights decide how often an index is drawn, and a weight of 0 never is", () => {
  const rng = createRng(1);
  const counts = [0, 0, 0];
  for (let n = 0; n < 4_000; n += 1) {
    const index = rng.weighted([3, 0, 1]);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  expect((counts[0] ?? 0) / 4_000).toBeCloseTo(0.75, 1);
});

test("hashes depend on the order", () => {
  expect(hash32(1, 2)).not.toBe(hash32(2, 1));
});

test("smooth noise has no jumps", () => {
  for (let x = -3; x < 3; x += 0.001)
    expect(Math.abs(smoothNoise(9, x + 0.001) - smoothNoise(9, x))).toBeLessThan(0.01);
});
