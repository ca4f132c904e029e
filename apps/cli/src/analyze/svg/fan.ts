import { formatForecast } from "@vramfleet/core/forecast/format-forecast";
import type { Analysis } from "../analysis.ts";
import type { SaidRange } from "../forecast-history.ts";
import type { LogClock } from "../log-clock.ts";
import { FRAME, type Frame } from "./frame.ts";
import { element, textElement, widthOf } from "./markup.ts";

/** The forecast worth drawing: the one at the end where it counts, else the first warning. */
export function shownForecast({ forecast: { last, alarms }, verdict }: Analysis): SaidRange | null {
  const { forecast } = last;
  const counts = verdict.basis === "forecast" || alarms.length === 0;
  return forecast.kind === "range" && counts ? { ...last, forecast } : (alarms[0]?.first ?? null);
}

/** More of the drawing than this is not given to what has not happened. */
const MOST_FUTURE = 0.5;
const LEAST_FUTURE = 0.08;

/** Until when the drawing has to go on to show where the range ends, as far as there is room. */
export function shownUntil(said: SaidRange | null, span: { fromS: number; toS: number }): number {
  if (said === null || said.atS < span.toS) return span.toS;
  const lengthS = Math.max(span.toS - span.fromS, 1e-3);
  const futureS = Math.min(MOST_FUTURE * lengthS, Math.max(LEAST_FUTURE * lengthS, 1.1 * said.forecast.highS));
  return span.toS + futureS;
}

/** From the reading it was said at to the times between which memory would run out. */
export function fanMarks(said: SaidRange, frame: Frame, clock: LogClock): string {
  const { atS, usedBytes, forecast } = said;
  const [x, y, aimY] = [frame.x(atS), frame.y(usedBytes), frame.y(forecast.aimBytes)];
  const [lowX, midX, highX] = [forecast.lowS, forecast.midS, forecast.highS].map((s) => frame.x(atS + s));
  const words = `at ${clock.at(atS)}: ${formatForecast(forecast)}`;
  const shapes =
    element("path", { class: "fan", d: `M${x} ${y}L${lowX} ${aimY}L${highX} ${aimY}Z` }) +
    element("path", { class: "fan-edge", d: `M${x} ${y}L${lowX} ${aimY}L${highX} ${aimY}Z` }) +
    element("path", { class: "fan-middle", d: `M${x} ${y}L${midX} ${aimY}` });
  return (
    element("line", { class: "warning", x1: x, x2: x, y1: FRAME.top, y2: FRAME.bottom }) +
    element("g", { "clip-path": "url(#plot)" }, shapes) +
    nameMark(words, x)
  );
}

/** Beside its line, on the side with room, near the ground of the plot where curves of growing memory are not. */
function nameMark(words: string, x: number): string {
  const isRight = x + 10 + widthOf(words, 13) < FRAME.right;
  const place = isRight ? { x: x + 8 } : { x: x - 8 };
  return textElement({ class: isRight ? "fan-name" : "fan-name end", ...place, y: FRAME.bottom - 12 }, words);
}
