import fc from "fast-check";
import { expect, test } from "vitest";
import { GIB } from "./testing/facts.ts";
import { unaccountedMemory, type UnaccountedFacts } from "./unaccounted.ts";

const facts = (changes: Partial<UnaccountedFacts>): UnaccountedFacts => ({
  usedBytes: 20 * GIB,
  processes: [{ usedBytes: 12 * GIB, visible: true }],
  seesHostPids: true,
  hasMps: false,
  driverBytes: null,
  ...changes,
});
const gone = { usedBytes: 5 * GIB, visible: false };
const seen = { usedBytes: 12 * GIB, visible: true };

test.each([
  ["nothing known", {}, { unknown: 8 }],
  ["all accounted for", { usedBytes: 12 * GIB }, {}],
  ["a listed process that is gone", { processes: [seen, gone] }, { dead_pid: 5, unknown: 3 }],
  ["a container without the host's pids", { processes: [gone], seesHostPids: false }, { hidden_namespace: 20 }],
  ["the driver's own", { driverBytes: 1 * GIB }, { driver: 1, unknown: 7 }],
  ["more said to be the driver's than is left", { driverBytes: 9 * GIB }, { driver: 8 }],
  ["an MPS server", { hasMps: true, driverBytes: 1 * GIB }, { driver: 1, mps: 7 }],
  ["a process of unknown size", { processes: [seen, { usedBytes: null, visible: true }] }, { untold: 8 }],
  ["processes that share memory", { processes: [seen, seen] }, {}],
] as const)("%s", (_, changes, expected) => {
  const { parts } = unaccountedMemory(facts(changes));
  expect(Object.fromEntries(parts.map(({ cause, bytes }) => [cause, bytes / GIB]))).toEqual(expected);
});

test("never negative, and the causes add up", () => {
  const size = fc.oneof(fc.constant(Number.NaN), fc.double({ min: -1e9, max: 1e11, noNaN: true }));
  const anything = fc.record({
    usedBytes: size,
    processes: fc.array(fc.record({ usedBytes: fc.option(size), visible: fc.boolean() })),
    seesHostPids: fc.boolean(),
    hasMps: fc.boolean(),
    driverBytes: fc.option(size),
  });
  fc.assert(
    fc.property(anything, (any) => {
      const { bytes, parts } = unaccountedMemory(any);
      expect(bytes).toBeGreaterThanOrEqual(0);
      expect(parts.every((part) => part.bytes > 0)).toBe(true);
      expect(parts.reduce((sum, part) => sum + part.bytes, 0)).toBeCloseTo(bytes, 3);
    }),
  );
});
