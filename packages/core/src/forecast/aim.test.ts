import { describe, expect, it } from "vitest";
import { aimOf } from "./aim.ts";
import { noteStep, noteTop, startPhase } from "./phase.ts";

const phaseWith = (...steps: number[]) => {
  const phase = startPhase("first", 0);
  for (const step of steps) noteStep(phase, step);
  return phase;
};

describe("aimOf", () => {
  it("is 1 % below the total, or the largest step where that is more", () => {
    expect(aimOf(phaseWith(0.001), 100).ratio).toBe(0.99);
    expect(aimOf(phaseWith(0.001, 0.03), 100).ratio).toBeCloseTo(0.97, 12);
  });

  it("goes up only once the phase has lived above it", () => {
    const phase = phaseWith(0.002);
    noteTop(phase, 0.993, 1_000);
    expect(aimOf(phase, 1_200).ratio).toBe(0.99);
    expect(aimOf(phase, 1_301).ratio).toBeCloseTo(0.998, 12);
    noteTop(phase, 0.999, 1_400);
    expect(aimOf(phase, 1_701).ratio).toBe(1);
    noteTop(phase, 0.5, 1_800);
    expect(aimOf(phase, 1_800).ratio).toBe(0.99);
  });

  it("expects the step that reaches it to end half a step above", () => {
    expect(aimOf(phaseWith(0.02, 0.02, 0.02), 0).overshootRatio).toBeCloseTo(0.01, 12);
  });
});
