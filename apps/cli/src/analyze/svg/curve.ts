import type { Segment } from "@vramfleet/core/segmentation/segment";
import type { DeviceLog } from "@vramfleet/core/log-reader/choose-device";
import { FRAME, type Frame, STRIP_HEIGHT } from "./frame.ts";
import { element, textElement, widthOf } from "./markup.ts";

/** One segment: its curve, the area below it, and its place in the strip of names. */
export function segmentMarks(segment: Segment, joinsLast: boolean, { log, frame }: { log: DeviceLog; frame: Frame }) {
  const points = pointsOf(log, { from: segment.startIndex - (joinsLast ? 1 : 0), to: segment.endIndex }, frame);
  const path = points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  const [start, end] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  // A curve of one point shows as a dot.
  const dot = points.length === 1 ? "h1" : "";
  return element(
    "g",
    { class: segment.label },
    element("path", { class: "area", d: `${path}L${end} ${FRAME.bottom}L${start} ${FRAME.bottom}Z` }) +
      element("path", { class: "curve", d: `${path}${dot}` }) +
      stripMark(segment.label, start, end),
  );
}

function stripMark(label: string, start: number, end: number): string {
  const width = Math.max(0.8, end - start);
  const y = FRAME.top - STRIP_HEIGHT - 6;
  const fits = width > widthOf(label, 12) + 10;
  const name = fits
    ? textElement({ class: "strip-name middle", x: (start + end) / 2, y: y + STRIP_HEIGHT - 7 }, label)
    : "";
  return (
    element("rect", { class: "strip", x: start, y, width, height: STRIP_HEIGHT }) +
    element("rect", { class: "strip-edge", x: start, y: y + STRIP_HEIGHT - 3, width, height: 3 }) +
    name
  );
}

type Point = readonly [x: number, y: number];

/** Of the samples of one column of px, no more than the lowest and the highest, in their order. */
function pointsOf({ atS, usedBytes }: DeviceLog, range: { from: number; to: number }, frame: Frame): Point[] {
  const points: Point[] = [];
  let column: { x: number; members: Point[] } = { x: Number.NaN, members: [] };
  const close = (): void => void points.push(...extremes(column.members));
  for (let index = Math.max(0, range.from); index < range.to; index++) {
    const point: Point = [frame.x(atS[index] ?? 0), frame.y(usedBytes[index] ?? 0)];
    const x = Math.floor(point[0]);
    if (x === column.x) column.members.push(point);
    else {
      close();
      column = { x, members: [point] };
    }
  }
  close();
  return points;
}

function extremes(members: readonly Point[]): readonly Point[] {
  if (members.length <= 4) return members;
  let [low, high] = [0, 0];
  members.forEach((point, index) => {
    if (point[1] < (members[low]?.[1] ?? 0)) low = index;
    if (point[1] > (members[high]?.[1] ?? 0)) high = index;
  });
  const kept = [...new Set([0, Math.min(low, high), Math.max(low, high), members.length - 1])];
  return kept.toSorted((a, b) => a - b).flatMap((index) => members.slice(index, index + 1));
}
