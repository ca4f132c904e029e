import { memoryText } from "../../text/units.ts";
import type { LogClock } from "../log-clock.ts";
import { FRAME, type Frame } from "./frame.ts";
import { element, textElement } from "./markup.ts";
import { memoryTicks, timeTicks } from "./ticks.ts";

const MOST_LEVELS = 8;
const MOST_TIMES = 10;

export function axisMarks(frame: Frame, clock: LogClock, startedAtS: number | null): string {
  const levels = memoryTicks(frame.topBytes, MOST_LEVELS).map((bytes) => {
    const y = frame.y(bytes);
    return (
      element("line", { class: "grid", x1: FRAME.left, x2: FRAME.right, y1: y, y2: y }) +
      textElement({ class: "muted end", x: FRAME.left - 10, y: y + 4 }, bytes === 0 ? "0" : memoryText(bytes))
    );
  });
  const times = timeTicks(frame, startedAtS ?? 0, MOST_TIMES).map((atS) => {
    const x = frame.x(atS);
    return (
      element("line", { class: "grid", x1: x, x2: x, y1: FRAME.bottom, y2: FRAME.bottom + 6 }) +
      textElement({ class: "muted middle", x, y: FRAME.bottom + 22 }, clock.at(atS))
    );
  });
  return [...levels, ...times].join("");
}

/** The capacity, or where it lies when it is far above all there is to see. */
export function limitMarks(frame: Frame, capacityBytes: number | null): string {
  if (capacityBytes === null) return "";
  const words = `${memoryText(capacityBytes)} in all`;
  if (capacityBytes > frame.topBytes)
    return textElement(
      { class: "limit-name end", x: FRAME.right, y: FRAME.top + 16 },
      `limit: ${words}, above this chart`,
    );
  const y = frame.y(capacityBytes);
  return (
    element("line", { class: "limit", x1: FRAME.left, x2: FRAME.right, y1: y, y2: y }) +
    textElement({ class: "limit-name end", x: FRAME.right, y: y - 6 }, `limit: ${words}`)
  );
}
