"use client";

import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { onThemeChange, readColours } from "./chart-colours.ts";
import { type ChartView, memoryPlotOptions } from "./memory-plot.ts";
import { toColumns } from "./memory-series.ts";
import { showTooltip } from "./tooltip.ts";
import styles from "./memory-chart.module.css";

interface MemoryChartProps extends ChartView {
  /** The chart in a sentence. */
  summary: string;
}

const HEIGHT_PX = 280;

export function MemoryChart({ series, window, summary }: MemoryChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const view = useRef<ChartView>({ series, window });
  const plot = useRef<uPlot | null>(null);
  const [themeCount, setThemeCount] = useState(0);
  useEffect(() => onThemeChange(() => setThemeCount((count) => count + 1)), []);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const options = memoryPlotOptions({
      widthPx: element.clientWidth,
      heightPx: HEIGHT_PX,
      colours: readColours(element),
      view: () => view.current,
      onCursor: (current) => showTooltip(tooltip.current, current, view.current.series),
    });
    const created = new uPlot(options, toColumns(view.current.series), element);
    plot.current = created;
    const observer = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height: HEIGHT_PX }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = null;
    };
  }, [themeCount]);
  useEffect(() => {
    view.current = { series, window };
    plot.current?.setData(toColumns(series));
  }, [series, window]);
  return (
    <figure className={styles.figure} role="img" aria-label={summary} data-testid="history-chart">
      <div ref={frame} className={styles.frame}>
        <div ref={tooltip} className={styles.tooltip} hidden>
          <strong />
          <span />
          <time />
        </div>
      </div>
    </figure>
  );
}
