import type { Segment } from "@vramfleet/core/segmentation/segment";

/** A line of the table of segments: one segment, or those left out in between. */
export type SegmentLine = { kind: "segment"; segment: Segment } | { kind: "others"; segments: Segment[] };

/** More than this nobody reads. */
const MOST_LINES = 30;

/** All segments where they are few, else those that lasted or moved the most, in order, and the others together. */
export function pickSegments(segments: readonly Segment[]): SegmentLine[] {
  if (segments.length <= MOST_LINES) return segments.map((segment) => ({ kind: "segment", segment }));
  const kept = new Set(byWeight(segments).slice(0, Math.floor(MOST_LINES / 2)));
  const lines: SegmentLine[] = [];
  segments.forEach((segment, position) => {
    const isEdge = position === 0 || position === segments.length - 1;
    const open = lines.at(-1);
    if (kept.has(segment) || isEdge) lines.push({ kind: "segment", segment });
    else if (open?.kind === "others") open.segments.push(segment);
    else lines.push({ kind: "others", segments: [segment] });
  });
  return lines.map(alone);
}

/** A single one is told as shortly by itself. */
function alone(line: SegmentLine): SegmentLine {
  const [segment, ...more] = line.kind === "others" ? line.segments : [];
  return segment === undefined || more.length > 0 ? line : { kind: "segment", segment };
}

function byWeight(segments: readonly Segment[]): Segment[] {
  const spanS = segments.reduce((sum, { evidence }) => sum + evidence.durationS, 0);
  const peakBytes = segments.reduce((peak, { maxBytes }) => Math.max(peak, maxBytes), 0);
  // A leak is news however short it is beside the rest.
  const weight = ({ evidence, label }: Segment): number => {
    const lasted = spanS === 0 ? 0 : evidence.durationS / spanS;
    const rose = peakBytes === 0 || label !== "growing" ? 0 : evidence.riseBytes / peakBytes;
    return lasted + rose;
  };
  return segments.toSorted((a, b) => weight(b) - weight(a));
}
