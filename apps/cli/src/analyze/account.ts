import { badRowText, type BadRows } from "@vramfleet/core/log-reader/bad-rows";
import { sanitizeText } from "@vramfleet/core/sanitize";
import { memoryText, shareText } from "../text/units.ts";
import { forecastLines } from "./account-forecast.ts";
import { segmentLines } from "./account-segments.ts";
import type { Analysis } from "./analysis.ts";
import { createLogClock, type LogClock } from "./log-clock.ts";
import { type Paint, VERDICT_COLOUR } from "./paint.ts";
import { nameOf, type ReadLog } from "./read-log.ts";
import type { AnalyzeRequest } from "./request.ts";

export interface Told {
  analysis: Analysis;
  read: ReadLog;
  request: AnalyzeRequest;
}

/** The analysis in plain words. */
export function accountText(told: Told, paint: Paint): string {
  const { analysis } = told;
  const clock = clockOf(analysis);
  const blocks = [
    headLines(told, clock, paint),
    [paint("What happened", "bold"), ...segmentLines(analysis, clock, paint), ...fallLines(analysis, clock)],
    [paint("What the forecast would have said", "bold"), ...forecastLines(analysis, clock, paint)],
    verdictLines(analysis, paint),
    noteLines(told),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

export function clockOf({ log, end }: Analysis): LogClock {
  const startS = log.atS[0] ?? 0;
  const endS = log.atS.reduce((latest, atS) => Math.max(latest, atS), end.atS);
  return createLogClock({ startS, endS, startedAtS: log.startedAtS });
}

/** Who and when. */
export function subjectOf({ log }: Analysis, name: string): string {
  const gpu = log.gpuIndex === null ? "" : `, GPU ${log.gpuIndex}`;
  const identity = log.identity === "" || log.identity === String(log.gpuIndex) ? "" : ` (${log.identity})`;
  return sanitizeText(`${name}${gpu}${identity}`);
}

function headLines({ analysis, request }: Told, clock: LogClock, paint: Paint): string[] {
  const { log, peak, end, capacityBytes } = analysis;
  const startS = log.atS[0] ?? 0;
  const date = log.startedAtS === null ? "" : dateWords(log.startedAtS, clock.at(startS));
  const lasted = clock.lasting(Math.max(0, end.atS - startS));
  const readings = `${log.atS.length.toLocaleString("en-US")} ${log.atS.length === 1 ? "reading" : "readings"}`;
  const share = (bytes: number): string =>
    capacityBytes === null ? "" : ` (${shareText(Math.min(1, bytes / capacityBytes))})`;
  const capacity = capacityBytes === null ? "capacity not known" : `of ${memoryText(capacityBytes)}`;
  return [
    paint(subjectOf(analysis, nameOf(request.file)), "bold"),
    `${readings} over ${lasted}, ${clock.at(startS)} to ${clock.at(end.atS)}${date}`,
    `peak ${memoryText(peak.usedBytes)}${share(peak.usedBytes)} at ${clock.at(peak.atS)}, at the end ${memoryText(end.usedBytes)}${share(end.usedBytes)}, ${capacity}`,
  ];
}

/** The day, or the year where every time already says the day. */
function dateWords(startedAtS: number, shown: string): string {
  const date = new Date(startedAtS * 1_000).toISOString();
  return shown.includes("-") ? ` of ${date.slice(0, 4)}` : ` on ${date.slice(0, 10)}`;
}

const MOST_FALLS = 5;

function fallLines({ limitFalls, capacityBytes }: Analysis, clock: LogClock): string[] {
  if (capacityBytes === null) return [];
  const lines = limitFalls.slice(0, MOST_FALLS).map(({ before, after }) => {
    const free = memoryText(Math.max(0, capacityBytes - before.usedBytes));
    return `  At ${clock.at(before.atS)} only ${free} were free, then it fell to ${memoryText(after.usedBytes)}: this is how running out of memory looks.`;
  });
  const more = limitFalls.length - lines.length;
  return more > 0 ? [...lines, `  So it did ${more} times more.`] : lines;
}

function verdictLines({ verdict }: Analysis, paint: Paint): string[] {
  const word = verdict.verdict === null ? "unknown" : paint(verdict.verdict, VERDICT_COLOUR[verdict.verdict]);
  return [`${paint("Verdict at the end:", "bold")} ${word}. ${verdict.sentence}`];
}

function noteLines({ analysis, read }: Told): string[] {
  return [...analysis.log.notes, ...badRowLines(read.bad)].map((line) => sanitizeText(line, LONGEST_NOTE));
}

const LONGEST_NOTE = 400;

function badRowLines({ count, first }: BadRows): string[] {
  if (count === 0) return [];
  const more = count - first.length;
  return [
    `${count.toLocaleString("en-US")} ${count === 1 ? "row was" : "rows were"} left out:`,
    ...first.map((row) => `- ${badRowText(row)}`),
    ...(more > 0 ? [`- and ${more.toLocaleString("en-US")} more`] : []),
  ];
}
