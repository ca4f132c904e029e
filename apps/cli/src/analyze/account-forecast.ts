import type { Forecast } from "@vramfleet/core/forecast/forecast";
import { formatForecast } from "@vramfleet/core/forecast/format-forecast";
import { memoryText } from "../text/units.ts";
import type { Analysis } from "./analysis.ts";
import type { Alarm, SaidRange } from "./forecast-history.ts";
import type { LogVerdict } from "./log-verdict.ts";
import type { LogClock } from "./log-clock.ts";
import type { Paint } from "./paint.ts";

const HOUR_S = 3_600;

/** The first warning and what came of it, the others, and the last words. */
export function forecastLines({ forecast, verdict }: Analysis, clock: LogClock, paint: Paint): string[] {
  const { alarms, last, lastRange } = forecast;
  const [first, ...others] = alarms;
  const lines = first === undefined ? ["No warning of 10 minutes or less."] : firstLines(first, clock, paint);
  if (others.length > 0) lines.push(othersLine(others, clock));
  if (last.forecast.kind === "none" && lastRange !== null && lastRange.atS !== first?.first.atS)
    lines.push(`${clock.at(lastRange.atS)}  the last forecast there was: ${rangeWords(lastRange)}.`);
  lines.push(`${clock.at(last.atS)}  at the end: ${lastWords(last.forecast, verdict)}.`);
  return lines.map((line) => `  ${line}`);
}

function lastWords(forecast: Forecast, { basis }: LogVerdict): string {
  const words = formatForecast(forecast);
  if (forecast.kind === "none") return words;
  const isLate = basis === "rules" && forecast.midS <= HOUR_S;
  return `${words}, ${chances(forecast)}${isLate ? "; it did not yet take the fall for an end" : ""}`;
}

function firstLines({ first, reachedAtS }: Alarm, clock: LogClock, paint: Paint): string[] {
  const warning = `${clock.at(first.atS)}  ${paint("first warning", "red")}: ${rangeWords(first)}.`;
  if (reachedAtS === null) return [warning, `${clock.at(first.atS)}  memory did not reach that level in time.`];
  const later = clock.lasting(Math.max(0, reachedAtS - first.atS));
  return [warning, `${clock.at(reachedAtS)}  memory got there, ${later} after the warning.`];
}

const rangeWords = ({ usedBytes, forecast }: SaidRange): string =>
  `${formatForecast(forecast)}, at ${memoryText(usedBytes)} and aiming at ${memoryText(forecast.aimBytes)}`;

function othersLine(others: readonly Alarm[], clock: LogClock): string {
  const times = others.slice(0, 5).map(({ first }) => clock.at(first.atS));
  const more = others.length > times.length ? ", ..." : "";
  return `${others.length} more ${others.length === 1 ? "warning" : "warnings"} after that: ${times.join(", ")}${more}.`;
}

function chances({ within600sRatio, within3600sRatio }: SaidRange["forecast"]): string {
  const percent = (ratio: number): string => `${Math.round(100 * ratio)} %`;
  return `${percent(within600sRatio)} within 10 min, ${percent(within3600sRatio)} within 1 h`;
}
