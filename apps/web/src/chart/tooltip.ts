import type uPlot from "uplot";
import { formatMoment } from "../lib/format-time.ts";
import { bucketWords } from "./memory-plot.ts";
import type { MemorySeries } from "./memory-series.ts";

const BESIDE_PX = 12;

/** Writes the bucket under the cursor into the tooltip and sets it beside the cursor, inside the chart. */
export function showTooltip(tooltip: HTMLElement | null, plot: uPlot, series: MemorySeries): void {
  if (tooltip === null) return;
  const { idx, left = -1 } = plot.cursor;
  tooltip.hidden = typeof idx !== "number" || left < 0;
  if (typeof idx !== "number" || left < 0) return;
  const { value, rest } = bucketWords(series, idx);
  const words = [value, rest, bucketTime(series.atMs[idx] ?? 0, series.stepMs)];
  for (const [index, child] of [...tooltip.children].entries()) child.textContent = words[index] ?? "";
  place(tooltip, plot, plot.bbox.left / devicePixelRatio + left);
}

function place(tooltip: HTMLElement, plot: uPlot, cursorPx: number): void {
  const rightPx = cursorPx + BESIDE_PX;
  const leftPx = Math.max(0, cursorPx - BESIDE_PX - tooltip.offsetWidth);
  tooltip.style.left = `${rightPx + tooltip.offsetWidth < plot.width ? rightPx : leftPx}px`;
}

function bucketTime(atMs: number, stepMs: number): string {
  const from = formatMoment(atMs, Date.now());
  return stepMs <= 1_000 ? from : `${from} and the ${stepMs / 1_000} s after`;
}
