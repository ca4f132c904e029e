import type { SegmentLabel } from "@vramfleet/core/segmentation/segment";
import type { Verdict } from "@vramfleet/core/verdict/verdict";

/** Colours of text on a terminal, where there are any. */
export type Paint = (text: string, colour: Colour) => string;
export type Colour = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

// ECMA-48, select graphic rendition. Each of these can be read on light and on dark grounds.
const CODES: Record<Colour, number> = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
};

export const createPaint =
  (isColoured: boolean): Paint =>
  (text, colour) =>
    isColoured && text !== "" ? `\u001B[${CODES[colour]}m${text}\u001B[0m` : text;

export const LABEL_COLOUR: Record<SegmentLabel, Colour> = {
  idle: "dim",
  load: "cyan",
  stable: "green",
  growing: "yellow",
  shrinking: "blue",
  volatile: "magenta",
  release: "blue",
};

export const VERDICT_COLOUR: Record<Verdict, Colour> = { OK: "green", TIGHT: "yellow", OOM: "red" };
