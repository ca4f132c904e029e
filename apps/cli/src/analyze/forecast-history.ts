import type { Forecast, ForecastRange } from "@vramfleet/core/forecast/forecast";
import { createForecaster } from "@vramfleet/core/forecast/forecaster";

/** One device's readings, as a forecast takes them. */
export interface ForecastInput {
  atS: Float64Array;
  usedBytes: Float64Array;
  totalBytes: number | null;
}

export interface SaidForecast {
  /** The reading after which it was said. */
  index: number;
  atS: number;
  usedBytes: number;
  forecast: Forecast;
}

export interface SaidRange extends SaidForecast {
  forecast: ForecastRange;
}

/** "Out of memory within ten minutes", from the first time it was said to the last. */
export interface Alarm {
  first: SaidRange;
  endS: number;
  /** When memory reached the level the first warning aimed at; null where it did not within an hour or thrice the range. */
  reachedAtS: number | null;
}

export interface ForecastHistory {
  /** Readings from one question to the next. */
  everySamples: number;
  alarms: Alarm[];
  /** What was said at the end of the log. */
  last: SaidForecast;
  /** The last range that was said; null where none ever was. */
  lastRange: SaidRange | null;
}

/** A question takes a third of a millisecond. */
const MOST_QUESTIONS = 1_500;
const ALARM_S = 600;
/** A warning that comes back this soon is the same one. */
const SAME_ALARM_S = 300;

/** Asks the forecast all along a log what it says, with the readings up to there. Needs at least one reading. */
export function forecastHistory(input: ForecastInput): ForecastHistory {
  const forecaster = createForecaster();
  const count = input.atS.length;
  const everySamples = Math.max(1, Math.ceil(count / MOST_QUESTIONS));
  const history: Omit<ForecastHistory, "last"> = { everySamples, alarms: [], lastRange: null };
  let last: SaidForecast | null = null;
  for (let index = 0; index < count; index++) {
    const [atS, usedBytes] = [input.atS[index] ?? 0, input.usedBytes[index] ?? 0];
    forecaster.observe({ atMs: atS * 1_000, usedBytes, totalBytes: input.totalBytes });
    if (index % everySamples !== 0 && index !== count - 1) continue;
    last = { index, atS, usedBytes, forecast: forecaster.forecast() };
    note(history, last);
  }
  if (last === null) throw new Error("a log without a reading has no forecast");
  for (const alarm of history.alarms) alarm.reachedAtS = reachedAt(input, alarm.first);
  return { ...history, last };
}

function note(history: Omit<ForecastHistory, "last">, { forecast, ...moment }: SaidForecast): void {
  if (forecast.kind === "none") return;
  const { atS } = moment;
  const said: SaidRange = { ...moment, forecast };
  history.lastRange = said;
  if (forecast.midS > ALARM_S) return;
  const open = history.alarms.at(-1);
  if (open !== undefined && atS - open.endS <= SAME_ALARM_S) open.endS = atS;
  else history.alarms.push({ first: said, endS: atS, reachedAtS: null });
}

/** Much later than said is another story. */
const LATE_FACTOR = 3;
const LATE_S = 3_600;

function reachedAt({ atS, usedBytes }: ForecastInput, said: SaidRange): number | null {
  const untilS = said.atS + Math.max(LATE_S, LATE_FACTOR * said.forecast.highS);
  for (let index = said.index; index < atS.length && (atS[index] ?? 0) <= untilS; index++)
    if ((usedBytes[index] ?? 0) >= said.forecast.aimBytes) return atS[index] ?? null;
  return null;
}
