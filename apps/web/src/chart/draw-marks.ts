import type uPlot from "uplot";
import type { ChartColours } from "./chart-colours.ts";
import type { Gap } from "./gaps.ts";

const HATCH_PX = 7;

/** Hatches where there are no samples, so that a gap is not read as a flat or empty GPU. */
export function drawGaps(plot: uPlot, gaps: readonly Gap[], colours: ChartColours): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  for (const gap of gaps) {
    const left = clamp(plot.valToPos(gap.fromMs / 1_000, "x", true), bbox);
    const right = clamp(plot.valToPos(gap.toMs / 1_000, "x", true), bbox);
    ctx.rect(left, bbox.top, right - left, bbox.height);
  }
  ctx.clip();
  ctx.strokeStyle = colours.gap;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (let x = bbox.left - bbox.height; x < bbox.left + bbox.width; x += HATCH_PX * devicePixelRatio) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  if (gaps.length > 0) ctx.stroke();
  ctx.restore();
}

function clamp(x: number, bbox: uPlot.BBox): number {
  return Math.min(bbox.left + bbox.width, Math.max(bbox.left, x));
}

export interface Threshold {
  gib: number;
  label: string;
  colour: string;
}

/** A thin dotted line at the used memory from which a level begins, named at its right end. */
export function drawThreshold(plot: uPlot, { gib, label, colour }: Threshold): void {
  const { ctx, bbox } = plot;
  const y = Math.round(plot.valToPos(gib, "y", true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = `${11 * devicePixelRatio}px sans-serif`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(label, bbox.left + bbox.width + 5 * devicePixelRatio, y);
  ctx.restore();
}
