import type { Forecast, NoForecastReason } from "./forecast.ts";

const REASONS: Record<NoForecastReason, string> = {
  "unknown-total": "total memory unknown",
  "too-few-data": "too few samples",
  "start-up": "start-up",
  release: "memory was just released",
  gap: "samples were missing",
  "no-drift": "no steady growth",
  jumps: "jumps, no steady growth",
  volatile: "goes up and down",
  saturating: "growth dies away",
  "too-far": "too far away to say",
};

const HOUR_S = 3_600;
/** Below this, seconds are shown. */
const SECONDS_BELOW_S = 120;

/** "OOM in ~6-9 min", "OOM in ~40-70 s", "OOM in > 1 h" or "no forecast: start-up". */
export function formatForecast(forecast: Forecast): string {
  return forecast.kind === "none" ? `no forecast: ${REASONS[forecast.reason]}` : `OOM in ${formatRange(forecast)}`;
}

function formatRange({ lowS, midS, highS }: { lowS: number; midS: number; highS: number }): string {
  if (midS > HOUR_S) return "> 1 h";
  if (midS < SECONDS_BELOW_S) return `~${joined(lowS, highS, 5)} s`;
  if (highS > HOUR_S) return `~${wholeMinutes(lowS)} min to > 1 h`;
  return `~${joined(lowS / 60, highS / 60, 1)} min`;
}

const wholeMinutes = (seconds: number): number => Math.round(seconds / 60);

/** Both ends rounded to whole steps; never a point: equal ends are set one step apart. */
function joined(low: number, high: number, step: number): string {
  const from = Math.floor(Math.max(0, low) / step) * step;
  const to = Math.ceil(high / step) * step;
  return `${from}-${Math.max(to, from + step)}`;
}
