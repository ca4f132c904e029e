import type { DeviceLog } from "@vramfleet/core/log-reader/choose-device";
import { penaltyPath } from "@vramfleet/core/segmentation/penalty-path";
import { segmentSeries } from "@vramfleet/core/segmentation/segment-series";
import { EXIT, Failure } from "../failure.ts";
import type { AnalyzeRequest } from "./request.ts";

const SQUARE_MIB = 2 ** 40;
/** The path spans this factor to either side of the penalty that an analysis would take. */
const SPAN = 100;

/**
 * Every optimal number of segments from a hundredth to a hundredfold of the penalty, most expensive first: one JSON
 * object a line, penalties and cost in MiB². Levels only, and over the readings as they stand: a gap does not end a
 * segment here.
 */
export function penaltyPathText(log: DeviceLog, request: AnalyzeRequest): string[] {
  const penalty = penaltyOf(log, request);
  const options = { lowPenalty: penalty / SPAN, highPenalty: penalty * SPAN, minSize: request.minSize };
  const path = penaltyPath(Float64Array.from(log.usedBytes), options);
  if (!path.ok) throw new Failure(`${path.error.message}.`, EXIT.usage);
  const lines = path.value.steps.map(({ segmentCount, fromPenalty, toPenalty, cost, changePoints }) =>
    JSON.stringify({
      segmentCount,
      fromPenalty: fromPenalty / SQUARE_MIB,
      toPenalty: toPenalty / SQUARE_MIB,
      cost: cost / SQUARE_MIB,
      changePoints,
    }),
  );
  const missing = path.value.complete ? [] : [JSON.stringify({ complete: false })];
  return [...lines, ...missing].map((line) => `${line}\n`);
}

function penaltyOf(log: DeviceLog, request: AnalyzeRequest): number {
  if (request.penaltySquareBytes !== null) return request.penaltySquareBytes;
  const series = { atS: log.atS, usedBytes: log.usedBytes, totalBytes: request.capacityBytes ?? log.totalBytes };
  const segmentation = segmentSeries(series, { preset: request.preset, minSize: request.minSize, stage: "mean" });
  if (!segmentation.ok) throw new Failure(`${segmentation.error.message}.`, EXIT.usage);
  return segmentation.value.penaltySquareBytes;
}
