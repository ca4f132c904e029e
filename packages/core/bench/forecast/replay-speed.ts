import { createForecaster } from "../../src/forecast/forecaster.ts";
import { trainingSeed, type GrowthClass, type GrowthRun } from "../../src/synth/growth/growth-class.ts";
import { growthRun } from "../../src/synth/growth/growth-run.ts";
import { MIB } from "./replay.ts";

/** Milliseconds for 5,400 samples with a forecast at each, on the slower of two runs that last that long. */
export function replaySpeed(): number {
  return Math.max(...(["saturating", "bursts"] as const).map((growthClass) => timed(longRun(growthClass))));
}

function longRun(growthClass: GrowthClass): GrowthRun {
  for (let index = 0; ; index += 1) {
    const run = growthRun(growthClass, trainingSeed(index));
    if (run.oomAtS === null) return run;
  }
}

function timed(run: GrowthRun): number {
  const forecaster = createForecaster();
  const startedMs = performance.now();
  run.usedMib.forEach((usedMib, s) => {
    forecaster.observe({ atMs: s * 1_000, usedBytes: usedMib * MIB, totalBytes: run.capacityMib * MIB });
    forecaster.forecast();
  });
  return performance.now() - startedMs;
}
