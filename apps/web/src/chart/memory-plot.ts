import type uPlot from "uplot";
import { formatGib } from "../lib/format.ts";
import { gibTicks, timeTicks } from "./axis-ticks.ts";
import type { ChartColours } from "./chart-colours.ts";
import { drawGaps, drawThreshold } from "./draw-marks.ts";
import { findGaps, type Gap } from "./gaps.ts";
import { type MemorySeries, newest } from "./memory-series.ts";

export interface ChartView {
  series: MemorySeries;
  window: Gap;
}

interface PlotSetup {
  widthPx: number;
  heightPx: number;
  colours: ChartColours;
  /** Asked at each drawing, so that the plot lives on when the data changes. */
  view: () => ChartView;
  onCursor: (plot: uPlot) => void;
}

const BYTES_PER_GIB = 2 ** 30;
const HEADROOM = 1.06;
const PX_PER_TIME_TICK = 80;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Options of the memory chart: total as a dashed line, lowest to highest as a band, the mean as a line. */
export function memoryPlotOptions(setup: PlotSetup): uPlot.Options {
  const { colours } = setup;
  return {
    width: setup.widthPx,
    height: setup.heightPx,
    padding: [8, 40, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 2 } },
    scales: {
      x: { time: true, range: () => [setup.view().window.fromMs / 1_000, setup.view().window.toMs / 1_000] },
      y: { range: () => [0, topGib(setup.view().series)] },
    },
    axes: [timeAxis(colours), gibAxis(colours)],
    series: [
      {},
      { stroke: colours.total, width: 1.5, dash: [6, 4], points: { show: false } },
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
      { stroke: colours.line, width: 2, points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: colours.band }],
    hooks: { draw: [(plot) => drawMarks(plot, setup.view(), colours)], setCursor: [setup.onCursor] },
  };
}

function topGib(series: MemorySeries): number {
  return ((newest(series.totalBytes) ?? BYTES_PER_GIB) / BYTES_PER_GIB) * HEADROOM;
}

function timeAxis(colours: ChartColours): uPlot.Axis {
  return {
    stroke: colours.text,
    size: 30,
    grid: { show: false },
    ticks: { stroke: colours.grid, width: 1, size: 5 },
    splits: (...[plot, , minS, maxS]) =>
      timeTicks(minS, maxS, {
        mostCount: Math.max(2, plot.bbox.width / devicePixelRatio / PX_PER_TIME_TICK),
        offsetS: -60 * new Date(maxS * 1_000).getTimezoneOffset(),
      }),
    values: (_plot, splits) => splits.map((atS) => clock.format(atS * 1_000)),
  };
}

function gibAxis(colours: ChartColours): uPlot.Axis {
  return {
    stroke: colours.text,
    size: 46,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
    splits: (...[, , , max]) => gibTicks(max),
    values: (_plot, splits) => splits.map(String),
  };
}

function drawMarks(plot: uPlot, { series, window }: ChartView, colours: ChartColours): void {
  drawGaps(plot, findGaps({ stepMs: series.stepMs, atMs: series.atMs, values: series.meanBytes }, window), colours);
  const totalBytes = newest(series.totalBytes);
  if (totalBytes === null) return;
  const reservedBytes = newest(series.reservedBytes) ?? 0;
  const usedAt = (heldRatio: number) => (heldRatio * totalBytes - reservedBytes) / BYTES_PER_GIB;
  drawThreshold(plot, { gib: usedAt(0.8), label: "80 %", colour: colours.warning });
  drawThreshold(plot, { gib: usedAt(0.9), label: "90 %", colour: colours.critical });
}

/** What the tooltip says of one bucket. */
export function bucketWords(series: MemorySeries, index: number): { value: string; rest: string } {
  const mean = series.meanBytes[index] ?? null;
  if (mean === null) return { value: "no samples", rest: "" };
  const [min, max, total] = [series.minBytes[index], series.maxBytes[index], series.totalBytes[index]];
  const spread = min === max ? "" : `${formatGib(min ?? null)} to ${formatGib(max ?? null)} GiB, `;
  return { value: `${formatGib(mean)} GiB used`, rest: `${spread}of ${formatGib(total ?? null)} GiB` };
}
