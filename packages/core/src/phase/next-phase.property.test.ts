import fc from "fast-check";
import { expect, test } from "vitest";
import { FIRST_PHASE_STATE, nextPhase } from "./next-phase.ts";
import type { PhaseSample } from "./phase.ts";

const bytes = fc.oneof(
  fc.constant(null),
  fc.double(),
  fc.integer({ min: -1_000, max: 200 * 2 ** 30 }),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53),
);
const time = fc.oneof(
  fc.double(),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.constantFrom(0, 8.64e15, -8.64e15, 1e300),
);
const wild = fc.array(
  fc.record<PhaseSample>({ atMs: time, usedBytes: bytes, totalBytes: bytes }) as fc.Arbitrary<PhaseSample>,
  { maxLength: 60 },
);

/** Samples as they come, at any rhythm, with gaps, repeats and a clock that is set back now and then. */
const lifelike = fc
  .array(
    fc.record({
      stepMs: fc.oneof(
        { weight: 20, arbitrary: fc.double({ min: 1, max: 20_000, noNaN: true }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -500, -7_200_000, 3_600_000) },
      ),
      usedRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      totalKnown: fc.boolean(),
    }),
    { maxLength: 300 },
  )
  .map((steps) => {
    let atMs = 1_000_000_000;
    return steps.map(({ stepMs, usedRatio, totalKnown }): PhaseSample => {
      atMs += stepMs;
      return { atMs, usedBytes: usedRatio * 24 * 2 ** 30, totalBytes: totalKnown ? 24 * 2 ** 30 : null };
    });
  });

function expectSound(samples: readonly PhaseSample[]): void {
  let state = FIRST_PHASE_STATE;
  for (const sample of samples) {
    state = nextPhase(state, sample);
    const { phase, sinceMs, durationMs, rateBytesPerS, confidence } = state.reading;
    expect(["stable", "growing", "shrinking", "volatile"]).toContain(phase);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect([sinceMs, durationMs, rateBytesPerS, confidence].every(Number.isFinite)).toBe(true);
    if (phase === "growing") expect(rateBytesPerS).toBeGreaterThan(0);
    if (phase === "shrinking") expect(rateBytesPerS).toBeLessThan(0);
  }
}

test("any input gives a sound reading", () => {
  fc.assert(fc.property(wild, expectSound), { numRuns: 2_000 });
});

test("lifelike input gives a sound reading", () => {
  fc.assert(fc.property(lifelike, expectSound), { numRuns: 500 });
});

test("the unit of time's origin does not matter", () => {
  fc.assert(
    fc.property(lifelike, fc.integer({ min: -1_000_000, max: 1_000_000 }), (samples, shiftS) => {
      const shifted = samples.map((sample) => ({ ...sample, atMs: sample.atMs + 1_024_000 * shiftS }));
      const phases = (all: readonly PhaseSample[]) => {
        let state = FIRST_PHASE_STATE;
        return all.map((sample) => (state = nextPhase(state, sample)).reading.phase);
      };
      const whole = (all: readonly PhaseSample[]) => all.map((one) => ({ ...one, atMs: Math.round(one.atMs) }));
      expect(phases(whole(shifted))).toEqual(phases(whole(samples)));
    }),
    { numRuns: 200 },
  );
});
