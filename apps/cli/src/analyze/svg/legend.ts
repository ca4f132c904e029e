import type { SegmentLabel } from "@vramfleet/core/segmentation/segment";
import { FRAME } from "./frame.ts";
import { element, textElement, widthOf } from "./markup.ts";

/** What the labels mean, shortly. */
const MEANINGS: Record<SegmentLabel, string> = {
  idle: "idle",
  load: "load: a fast rise",
  stable: "stable",
  growing: "growing",
  shrinking: "shrinking",
  volatile: "volatile: up and down",
  release: "release: a fast fall",
};

interface Entry {
  text: string;
  mark: (x: number, y: number) => string;
}

/** Entries for what the chart has, over as many lines as they need. */
export function legendMarks(labels: ReadonlySet<SegmentLabel>, has: { limit: boolean; forecast: boolean }): string {
  const entries: Entry[] = [];
  for (const [label, text] of Object.entries(MEANINGS))
    if (hasLabel(labels, label))
      entries.push({
        text,
        mark: (x, y) => element("rect", { class: `${label} strip-edge`, x, y: y - 10, width: 14, height: 10 }),
      });
  if (has.limit) entries.push({ text: "limit", mark: (x, y) => line("limit", x, y) });
  if (has.forecast)
    entries.push({
      text: "forecast: 80 % range, middle dashed",
      mark: (x, y) => element("rect", { class: "fan", x, y: y - 11, width: 22, height: 12 }) + line("fan-middle", x, y),
    });
  return placed(entries);
}

const hasLabel = (labels: ReadonlySet<string>, label: string): boolean => labels.has(label);

const line = (kind: string, x: number, y: number): string =>
  element("line", { class: kind, x1: x, x2: x + 22, y1: y - 5, y2: y - 5 });

const LINE_HEIGHT = 22;

function placed(entries: readonly Entry[]): string {
  let [x, y]: [number, number] = [FRAME.left, FRAME.bottom + 56];
  return entries
    .map(({ text, mark }) => {
      const width = 30 + widthOf(text, 13) + 22;
      if (x + width > FRAME.right) [x, y] = [FRAME.left, y + LINE_HEIGHT];
      const drawn = mark(x, y) + textElement({ x: x + 30, y }, text);
      x += width;
      return drawn;
    })
    .join("");
}
