import * as fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearest } from "./nearest.ts";

test.each([
  ["", "", 0],
  ["port", "prot", 1],
  ["kitten", "sitting", 3],
  ["up", "", 2],
  ["ca", "abc", 3],
] as const)("%s to %s takes %d edits", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("the distance is symmetric, and zero for equal words alone", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});

test("a slip of the hand is recognised, something else is not", () => {
  const words = ["up", "hub", "agent", "snapshot", "doctor", "config"];
  expect(nearest("snaphsot", words)).toBe("snapshot");
  expect(nearest("Docter", words)).toBe("doctor");
  expect(nearest("history-day", ["history_days", "port"])).toBe("history_days");
  expect(nearest("frobnicate", words)).toBeNull();
  expect(nearest("xy", words)).toBeNull();
});
