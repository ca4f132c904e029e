import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timelineOf } from "./timeline.ts";

const stretchesOf = (atS: readonly number[]) =>
  timelineOf(Float64Array.from(atS)).stretches.map(({ start, end }) => [start, end]);

test("a step beyond ten median steps is a break, a late reading is none", () => {
  expect(stretchesOf([0, 1, 2, 3, 13, 14, 15])).toEqual([[0, 7]]);
  expect(stretchesOf([0, 1, 2, 3, 13.5, 14, 15])).toEqual([
    [0, 4],
    [4, 7],
  ]);
});

test("a clock set back far is a break; a little is time standing still", () => {
  expect(stretchesOf([100, 101, 102, 3, 4, 5])).toEqual([
    [0, 3],
    [3, 6],
  ]);
  const { atS, stretches } = timelineOf(Float64Array.of(0, 1, 2, 1.5, 2.5, 3.5));
  expect([...atS]).toEqual([0, 1, 2, 2, 2.5, 3.5]);
  expect(stretches).toEqual([{ start: 0, end: 6 }]);
});

test("repeated times, one sample, none", () => {
  expect(timelineOf(Float64Array.of(5, 5, 5))).toMatchObject({ stretches: [{ start: 0, end: 3 }], medianStepS: null });
  expect(stretchesOf([5])).toEqual([[0, 1]]);
  expect(stretchesOf([])).toEqual([]);
});

test("whatever the clock does, stretches tile the samples and time never falls inside one", () => {
  const time = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ noNaN: true, min: -1e12, max: 1e12 }));
  fc.assert(
    fc.property(fc.array(time, { minLength: 1 }), (given) => {
      const { atS, stretches } = timelineOf(Float64Array.from(given));
      expect(stretches[0]?.start).toBe(0);
      expect(stretches.at(-1)?.end).toBe(given.length);
      stretches.slice(1).forEach(({ start }, index) => expect(start).toBe(stretches[index]?.end));
      for (const { start, end } of stretches)
        for (let index = start + 1; index < end; index++)
          expect(atS[index]).toBeGreaterThanOrEqual(atS[index - 1] ?? Infinity);
    }),
  );
});
