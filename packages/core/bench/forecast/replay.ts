import type { Forecast } from "../../src/forecast/forecast.ts";
import type { Forecaster } from "../../src/forecast/forecaster.ts";
import type { GrowthRun } from "../../src/synth/growth/growth-class.ts";

export interface Statement {
  atS: number;
  /** True time left; null: memory does not run out in this run. */
  leftS: number | null;
  forecast: Forecast;
}

export const STEP_S = 30;
/** Ranges are judged in the last 30 minutes of a run. */
export const JUDGED_S = 1_800;
export const MIB = 1_048_576;

/** What a predictor says every 30 s of a run, from the samples up to then. */
export function replay(run: GrowthRun, forecaster: Forecaster): Statement[] {
  const statements: Statement[] = [];
  const totalBytes = run.capacityMib * MIB;
  run.usedMib.forEach((mib, atS) => {
    forecaster.observe({ atMs: atS * 1_000, usedBytes: mib * MIB, totalBytes });
    if (atS % STEP_S !== 0 || atS === 0) return;
    const leftS = run.oomAtS === null ? null : run.oomAtS - atS;
    statements.push({ atS, leftS, forecast: forecaster.forecast() });
  });
  return statements;
}

/** The alarm all predictors are judged by: the middle of the range is less than 10 minutes away. */
export function isAlarm(forecast: Forecast): boolean {
  return forecast.kind === "range" && forecast.midS < 600;
}
