import { describe, expect, it } from "vitest";
import { PhaseTracker } from "./phase-tracker.ts";

/** One sample a second from `fromS` on; levels as shares of the total. */
function follow(tracker: PhaseTracker, fromS: number, levels: readonly number[]): PhaseTracker {
  levels.forEach((level, i) => tracker.add(fromS + i, level));
  return tracker;
}
const flat = (seconds: number, level: number) => Array.from({ length: seconds }, () => level);
const teeth = (seconds: number, periodS: number, perS = 0) =>
  Array.from({ length: seconds }, (_, s) => 0.3 + perS * s + (0.12 * (s % periodS)) / periodS);

describe("PhaseTracker", () => {
  it("begins anew at a sudden rise, and once the old level has been left for longer than teeth take", () => {
    const tracker = follow(new PhaseTracker(), 0, [...flat(200, 0.1), ...flat(100, 0.5)]);
    expect(tracker.phase).toMatchObject({ cause: "rise", fromS: 200 });
    follow(tracker, 300, flat(100, 0.2));
    expect(tracker.phase.cause).toBe("rise");
    follow(tracker, 400, flat(120, 0.2));
    expect(tracker.phase.cause).toBe("fall");
    expect(tracker.phase.fromS).toBeGreaterThan(290);
  });

  it("does not take teeth for shifts once it has seen one", () => {
    const tracker = follow(new PhaseTracker(), 0, teeth(200, 60));
    const { fromS } = tracker.phase;
    follow(tracker, 200, teeth(2_000, 60).slice(200));
    expect(tracker.phase.fromS).toBe(fromS);
    expect(tracker.phase.longestDipS).toBeGreaterThan(50);
    expect(tracker.phase.largestStepRatio).toBeLessThan(0.005);
  });

  it("does not take a tooth higher than the last ones for a shift", () => {
    // One every 40 s, 20 % higher or lower than the mean: the low ones fill what is looked back on.
    const heights = [0.12, 0.12, 0.12, 0.09, 0.09, 0.09, 0.09, 0.09, 0.135, 0.09, 0.09, 0.09, 0.09, 0.09, 0.135];
    const uneven = heights.flatMap((height) => Array.from({ length: 40 }, (_, s) => 0.3 + (height * s) / 39));
    const tracker = follow(new PhaseTracker(), 0, uneven.slice(0, 120));
    const { fromS } = tracker.phase;
    follow(tracker, 120, uneven.slice(120));
    expect(tracker.phase.fromS).toBe(fromS);
    follow(tracker, uneven.length, flat(60, 0.6));
    expect(tracker.phase).toMatchObject({ cause: "rise", fromS: uneven.length });
  });

  it("keeps a climb by steps of 6 % as one phase from its first step", () => {
    const stairs = Array.from({ length: 900 }, (_, s) => 0.1 + 0.06 * Math.floor(s / 100));
    const tracker = follow(new PhaseTracker(), 0, stairs);
    expect(tracker.phase.fromS).toBe(100);
    expect(tracker.phase.largestStepRatio).toBeCloseTo(0.06, 9);
  });

  it("begins anew after missing samples, counted in the rhythm they come in", () => {
    const quick = follow(new PhaseTracker(), 0, flat(300, 0.5));
    quick.add(600, 0.5);
    expect(quick.phase).toMatchObject({ cause: "gap", fromS: 600 });
    const slow = new PhaseTracker();
    for (let s = 0; s < 6_000; s += 60) slow.add(s, 0.5);
    slow.add(6_120, 0.5);
    expect(slow.phase.cause).toBe("first");
  });

  it("counts the largest rise above what was known to fit", () => {
    const tracker = follow(new PhaseTracker(), 0, [...flat(50, 0.5), ...flat(50, 0.51), ...flat(50, 0.53)]);
    expect(tracker.phase.largestStepRatio).toBeCloseTo(0.02, 9);
  });
});
