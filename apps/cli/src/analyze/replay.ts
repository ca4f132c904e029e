import type { Forecast, ForecastRange, NoForecastReason } from "@vramfleet/core/forecast/forecast";
import { createForecaster } from "@vramfleet/core/forecast/forecaster";
import type { ForecastInput } from "./forecast-history.ts";

/** One line of `--replay`. */
interface ReplayLine {
  atS: number;
  /** Seconds from `atS`, however far. */
  forecast: Omit<ForecastRange, "kind"> | null;
  /** Null where there is a forecast. */
  reason: NoForecastReason | null;
}

/** What the forecast says at each step, with the readings up to then; the first step is at the first reading. */
function* replay({ atS, usedBytes, totalBytes }: ForecastInput, stepS: number): Generator<ReplayLine> {
  const forecaster = createForecaster();
  const [startS, endS] = [atS[0] ?? 0, latestOf(atS)];
  let index = 0;
  for (let step = 0; startS + step * stepS <= endS; step++) {
    const nowS = startS + step * stepS;
    for (; index < atS.length && (atS[index] ?? 0) <= nowS; index++)
      forecaster.observe({ atMs: (atS[index] ?? 0) * 1_000, usedBytes: usedBytes[index] ?? 0, totalBytes });
    yield toLine(nowS, atS[index - 1] ?? startS, forecaster.forecast());
  }
}

/** The forecast counts from the last reading, which may be older than the step. */
function toLine(nowS: number, lastS: number, forecast: Forecast): ReplayLine {
  if (forecast.kind === "none") return { atS: nowS, forecast: null, reason: forecast.reason };
  const sinceS = Math.max(0, nowS - lastS);
  const { within600sRatio, within3600sRatio, aimBytes } = forecast;
  const [lowS = 0, midS = 0, highS = 0] = [forecast.lowS, forecast.midS, forecast.highS].map((time) =>
    Math.max(0, time - sinceS),
  );
  return { atS: nowS, forecast: { lowS, midS, highS, within600sRatio, within3600sRatio, aimBytes }, reason: null };
}

const latestOf = (atS: Float64Array): number => atS.reduce((latest, time) => Math.max(latest, time), atS[0] ?? 0);

/** Lines a replay has. */
export const replayLength = (atS: Float64Array, stepS: number): number =>
  Math.floor((latestOf(atS) - (atS[0] ?? 0)) / stepS) + 1;

const LINES_AT_ONCE = 200;

/** The lines as JSON, some at a time. */
export function* replayText(input: ForecastInput, stepS: number): Generator<string> {
  let lines: string[] = [];
  for (const line of replay(input, stepS)) {
    lines.push(`${JSON.stringify(line)}\n`);
    if (lines.length < LINES_AT_ONCE) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}
