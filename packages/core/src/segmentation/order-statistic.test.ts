import * as fc from "fast-check";
import { expect, test } from "vitest";
import { medianOf, selectInPlace } from "./order-statistic.ts";

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 });

test("the value at a rank is the one sorting would put there, and splits the rest", () => {
  fc.assert(
    fc.property(values, fc.nat(), (list, seed) => {
      const rank = seed % list.length;
      const array = Float64Array.from(list);
      const found = selectInPlace(array, rank);
      expect(found + 0).toBe((Float64Array.from(list).sort()[rank] ?? Number.NaN) + 0);
      expect(array.slice(0, rank).every((value) => value <= found)).toBe(true);
      expect(array.slice(rank).every((value) => value >= found)).toBe(true);
    }),
  );
});

test("a median leaves its input alone; of nothing it is NaN", () => {
  const array = Float64Array.of(3, 1, 2, 9);
  expect(medianOf(array)).toBe(3);
  expect([...array]).toEqual([3, 1, 2, 9]);
  expect(medianOf(new Float64Array(0))).toBeNaN();
});
