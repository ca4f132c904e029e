import { describe, expect, it } from "vitest";
import { findClimb } from "./climb.ts";

const rises = (...list: [number, number][]) => list.map(([atS, ratio]) => ({ atS, ratio, stepRatio: ratio }));

describe("findClimb", () => {
  it("sees three steps of one size at one pace, and takes the last ones", () => {
    const all = rises([0, 0.3], [100, 0.06], [200, 0.06], [310, 0.05]);
    expect(findClimb(all)?.[0]?.atS).toBe(100);
  });

  it("goes back to where the climb began", () => {
    const all = rises([0, 0.05], [90, 0.06], [180, 0.06], [270, 0.05], [360, 0.06]);
    expect(findClimb(all)?.map((rise) => rise.atS)).toEqual([0, 90, 180, 270, 360]);
  });

  it("is not misled by loading: too quick, too different, too few", () => {
    expect(findClimb(rises([0, 0.06], [20, 0.06], [40, 0.06]))).toBeNull();
    expect(findClimb(rises([0, 0.06], [100, 0.2], [200, 0.06]))).toBeNull();
    expect(findClimb(rises([0, 0.06], [60, 0.06], [400, 0.06]))).toBeNull();
    expect(findClimb(rises([0, 0.06], [100, 0.06]))).toBeNull();
  });
});
