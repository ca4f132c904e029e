import { describe, expect, it } from "vitest";
import { GROWTH_CLASSES, heldOutSeed, OOM_CLASSES, trainingSeed } from "./growth-class.ts";
import { growthRun } from "./growth-run.ts";

const SEEDS = Array.from({ length: 40 }, (_, i) => i);

describe("growthRun", () => {
  it("is the same for the same seed and another for another", () => {
    for (const growthClass of GROWTH_CLASSES) {
      expect(growthRun(growthClass, 5)).toEqual(growthRun(growthClass, 5));
      expect(growthRun(growthClass, 5).usedMib).not.toEqual(growthRun(growthClass, 6).usedMib);
    }
  });

  it("stays on a board of 8 to 192 GiB in pages of 2 MiB", () => {
    for (const growthClass of GROWTH_CLASSES) {
      for (const seed of SEEDS) {
        const { capacityMib, usedMib } = growthRun(growthClass, seed);
        expect(capacityMib).toBeGreaterThanOrEqual(8 * 1_024);
        expect(capacityMib).toBeLessThanOrEqual(192 * 1_024);
        expect(usedMib.every((mib) => mib >= 0 && mib <= capacityMib && mib % 2 === 0)).toBe(true);
      }
    }
  });

  it("ends at the second before the next request does not fit, with at least 1 % of the board free or less than a request", () => {
    for (const growthClass of OOM_CLASSES) {
      const runs = SEEDS.map((seed) => growthRun(growthClass, seed));
      const ended = runs.filter((run) => run.oomAtS !== null);
      expect(ended.length).toBeGreaterThan(25);
      for (const { oomAtS, usedMib, capacityMib } of ended) {
        expect(usedMib.length).toBe(oomAtS);
        const peak = usedMib.slice(-150).reduce((most, mib) => Math.max(most, mib), 0);
        expect(peak / capacityMib).toBeGreaterThan(0.9);
        expect(peak / capacityMib).toBeLessThan(1);
      }
    }
  });

  it("does not run out where growth is bounded", () => {
    for (const growthClass of ["startup", "saturating", "volatile", "swaps"] as const) {
      for (const seed of SEEDS) expect(growthRun(growthClass, seed).oomAtS).toBeNull();
    }
  });

  it("keeps training and held-out seeds apart", () => {
    const training = new Set(Array.from({ length: 10_000 }, (_, i) => trainingSeed(i)));
    expect(Array.from({ length: 10_000 }, (_, i) => heldOutSeed(i)).some((seed) => training.has(seed))).toBe(false);
  });
});
