import { basename } from "node:path";
import { memoryText, shareText } from "../../text/units.ts";
import { clockOf, subjectOf, type Told } from "../account.ts";
import { gapsOf } from "../analysis-json.ts";
import type { Analysis } from "../analysis.ts";
import { nameOf } from "../read-log.ts";
import type { LogClock } from "../log-clock.ts";
import { axisMarks, limitMarks } from "./axes.ts";
import { segmentMarks } from "./curve.ts";
import { fanMarks, shownForecast, shownUntil } from "./fan.ts";
import { createFrame, FRAME, type Frame } from "./frame.ts";
import { legendMarks } from "./legend.ts";
import { element, escapeText, textElement } from "./markup.ts";
import { styleText } from "./style.ts";

/** The analysis as a picture that stands by itself, for light and dark grounds. */
export function chartSvg({ analysis, request }: Told): string {
  const { log, segmentation, capacityBytes } = analysis;
  const clock = clockOf(analysis);
  const said = shownForecast(analysis);
  const frame = frameOf(analysis, said);
  const labels = new Set(segmentation.segments.map(({ label }) => label));
  const subject = subjectOf(analysis, basename(nameOf(request.file)));
  const [peakWords, verdictWords] = summaryOf(analysis, clock);
  const parts = [
    `<title>${escapeText(subject)}</title><desc>${escapeText(`${peakWords}. ${verdictWords}`)}</desc><style>${styleText()}</style>`,
    element("clipPath", { id: "plot" }, element("rect", plotBox())),
    element("rect", { class: "ground", width: FRAME.width, height: FRAME.height }),
    textElement({ class: "title", x: FRAME.left, y: 36 }, shortened(subject, LONGEST_TITLE)),
    textElement({ class: "muted", x: FRAME.left, y: 60 }, peakWords),
    textElement({ class: "muted", x: FRAME.left, y: 80 }, shortened(verdictWords, LONGEST_WORDS)),
    axisMarks(frame, clock, log.startedAtS),
    gapMarks(analysis, frame),
    segmentsMarks(analysis, frame),
    limitMarks(frame, capacityBytes),
    said === null ? "" : fanMarks(said, frame, clock),
    legendMarks(labels, { limit: capacityBytes !== null, forecast: said !== null }),
  ];
  const box = `0 0 ${FRAME.width} ${FRAME.height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" role="img">\n${parts.filter((part) => part !== "").join("\n")}\n</svg>\n`;
}

const plotBox = () => ({
  x: FRAME.left,
  y: FRAME.top - 2,
  width: FRAME.right - FRAME.left,
  height: FRAME.bottom - FRAME.top + 2,
});

/** Below this share of the capacity the limit is told, not drawn: the curve would lie on the ground. */
const LEAST_SHARE = 0.2;
const HEAD_ROOM = 1.06;

function frameOf({ log, capacityBytes, peak }: Analysis, said: ReturnType<typeof shownForecast>): Frame {
  const fromS = log.atS.reduce((least, atS) => Math.min(least, atS), log.atS[0] ?? 0);
  const toS = log.atS.reduce((most, atS) => Math.max(most, atS), fromS);
  const showsLimit = capacityBytes !== null && peak.usedBytes >= LEAST_SHARE * capacityBytes;
  const topBytes = Math.max(showsLimit ? capacityBytes : 0, peak.usedBytes, 2 ** 20) * HEAD_ROOM;
  return createFrame({ fromS, toS: shownUntil(said, { fromS, toS }) }, topBytes);
}

function summaryOf({ peak, capacityBytes, verdict }: Analysis, clock: LogClock): [string, string] {
  const share =
    capacityBytes === null
      ? ""
      : ` of ${memoryText(capacityBytes)} (${shareText(Math.min(1, peak.usedBytes / capacityBytes))})`;
  const word = verdict.verdict === null ? "" : `${verdict.verdict}. `;
  return [
    `Peak ${memoryText(peak.usedBytes)}${share} at ${clock.at(peak.atS)}`,
    `At the end: ${word}${verdict.sentence}`,
  ];
}

// What fits into the width of the drawing.
const LONGEST_TITLE = 100;
const LONGEST_WORDS = 160;

const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 3)}...`;

function gapMarks({ segmentation, log }: Analysis, frame: Frame): string {
  return gapsOf(segmentation, log.atS)
    .map(({ startS, endS }) => {
      const [x, end] = [frame.x(Math.min(startS, endS)), frame.x(Math.max(startS, endS))];
      const { top, bottom } = FRAME;
      return element("rect", { class: "gap", x, y: top, width: Math.max(1, end - x), height: bottom - top });
    })
    .join("");
}

function segmentsMarks({ segmentation, log }: Analysis, frame: Frame): string {
  const starts = new Set(segmentation.stretches.map(({ start }) => start));
  return segmentation.segments
    .map((segment) => segmentMarks(segment, !starts.has(segment.startIndex), { log, frame }))
    .join("");
}
