import type { Segment, SegmentLabel } from "@vramfleet/core/segmentation/segment";
import { type Column, tableLines } from "../text/table.ts";
import { memoryText } from "../text/units.ts";
import { gapsOf } from "./analysis-json.ts";
import type { Analysis } from "./analysis.ts";
import type { LogClock } from "./log-clock.ts";
import { LABEL_COLOUR, type Paint } from "./paint.ts";
import { pickSegments, type SegmentLine } from "./pick-segments.ts";

const COLUMNS: readonly Column[] = [
  { title: "From", align: "right" },
  { title: "To", align: "right" },
  { title: "Lasted", align: "right" },
  { title: "What", align: "left" },
  { title: "Memory", align: "left" },
];

/** The table of what memory did, and what its growth comes to. */
export function segmentLines(analysis: Analysis, clock: LogClock, paint: Paint): string[] {
  const gaps = gapsOf(analysis.segmentation, analysis.log.atS);
  const rows = pickSegments(analysis.segmentation.segments).flatMap((line) => {
    const gap = gaps.find(({ endS }) => endS === startOf(line));
    return [...(gap === undefined ? [] : [gapRow(gap, clock)]), lineRow(line, clock)];
  });
  const lines = tableLines(COLUMNS, rows).map((line, index) => {
    const label = index === 0 ? "" : (rows[index - 1]?.[3] ?? "");
    if (!isLabel(label)) return `  ${paint(line, "dim")}`;
    return `  ${line.replace(` ${label}`, ` ${paint(label, LABEL_COLOUR[label])}`)}`;
  });
  return [...lines, ...growthLines(analysis, clock)];
}

const isLabel = (text: string): text is SegmentLabel => text in LABEL_COLOUR;

const startOf = (line: SegmentLine): number | null =>
  (line.kind === "segment" ? line.segment : line.segments[0])?.startS ?? null;

const gapRow = ({ startS, endS }: { startS: number; endS: number }, clock: LogClock): string[] => [
  clock.at(startS),
  clock.at(endS),
  clock.lasting(Math.max(0, endS - startS)),
  "gap",
  "nothing was recorded",
];

function lineRow(line: SegmentLine, clock: LogClock): string[] {
  if (line.kind === "segment") return segmentRow(line.segment, clock);
  const { segments } = line;
  const [startS, endS] = [segments[0]?.startS ?? 0, segments.at(-1)?.endS ?? 0];
  const least = segments.reduce((low, { minBytes }) => Math.min(low, minBytes), Infinity);
  const most = segments.reduce((high, { maxBytes }) => Math.max(high, maxBytes), 0);
  const what = `${segments.length} more, mostly ${longestLabel(segments)}`;
  const memory = `${memoryText(least)} to ${memoryText(most)}`;
  return [clock.at(startS), clock.at(endS), clock.lasting(Math.max(0, endS - startS)), what, memory];
}

function longestLabel(segments: readonly Segment[]): string {
  const sums = new Map<string, number>();
  for (const { label, evidence } of segments) sums.set(label, (sums.get(label) ?? 0) + evidence.durationS);
  const [longest] = [...sums].toSorted((a, b) => b[1] - a[1]);
  return longest?.[0] ?? "";
}

function segmentRow(segment: Segment, clock: LogClock): string[] {
  const { startS, endS, label, evidence } = segment;
  const lasted = evidence.sampleCount === 1 ? "1 reading" : clock.lasting(evidence.durationS);
  return [clock.at(startS), clock.at(endS), lasted, label, memoryWords(segment)];
}

function memoryWords({ label, meanBytes, minBytes, maxBytes, slopeBytesPerS, evidence }: Segment): string {
  const from = meanBytes - evidence.riseBytes / 2;
  switch (label) {
    case "idle":
    case "stable":
      return memoryText(meanBytes);
    case "volatile":
      return `${memoryText(minBytes)} to ${memoryText(maxBytes)}, mean ${memoryText(meanBytes)}`;
    case "growing":
    case "shrinking":
      return `${spanText(from, from + evidence.riseBytes)}, ${rateText(slopeBytesPerS)}`;
    case "load":
      return spanText(minBytes, maxBytes);
    case "release":
      return spanText(maxBytes, minBytes);
  }
}

const spanText = (from: number, to: number): string =>
  `${memoryText(Math.max(0, from))} to ${memoryText(Math.max(0, to))}`;

const MIB = 2 ** 20;

/** "+12 MiB/s", "+80 MiB/min", "-1.5 GiB/h": the unit in which it is a number to think with. */
function rateText(bytesPerS: number): string {
  const size = Math.abs(bytesPerS);
  const [factor, unit] = size >= 10 * MIB ? [1, "s"] : size * 60 >= 10 * MIB ? [60, "min"] : [3_600, "h"];
  return `${bytesPerS < 0 ? "-" : "+"}${memoryText(size * factor)}/${unit}`;
}

function growthLines({ growth }: Analysis, clock: LogClock): string[] {
  if (growth.segmentCount === 0) return [];
  const where = growth.segmentCount === 1 ? "one growing segment" : `${growth.segmentCount} growing segments`;
  return [`  Growth: ${memoryText(Math.max(0, growth.riseBytes))} in ${clock.lasting(growth.durationS)}, in ${where}.`];
}
