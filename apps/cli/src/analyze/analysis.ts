import type { DeviceLog } from "@vramfleet/core/log-reader/choose-device";
import { segmentSeries, type SeriesSegmentation } from "@vramfleet/core/segmentation/segment-series";
import { EXIT, Failure } from "../failure.ts";
import { type ForecastHistory, forecastHistory } from "./forecast-history.ts";
import { type LogVerdict, verdictAtEnd } from "./log-verdict.ts";
import type { AnalyzeRequest } from "./request.ts";
import { limitFalls, type LimitFall, type Moment } from "./limit-falls.ts";

/** All that is found out about one GPU's log. */
export interface Analysis {
  log: DeviceLog;
  capacityBytes: number | null;
  segmentation: SeriesSegmentation;
  peak: Moment;
  end: Moment;
  growth: Growth;
  limitFalls: LimitFall[];
  forecast: ForecastHistory;
  verdict: LogVerdict;
}

/** The growing segments together. */
interface Growth {
  segmentCount: number;
  riseBytes: number;
  durationS: number;
}

/** Throws a Failure where the log is too short for what was asked. */
export function analyze(log: DeviceLog, request: AnalyzeRequest): Analysis {
  const capacityBytes = request.capacityBytes ?? log.totalBytes;
  const segmentation = segmentationOf(log, capacityBytes, request);
  const input = { atS: log.atS, usedBytes: log.usedBytes, totalBytes: capacityBytes };
  const peak = peakOf(log);
  const end = momentAt(log, log.atS.length - 1);
  const forecast = forecastHistory(input);
  return {
    log,
    capacityBytes,
    segmentation,
    peak,
    end,
    growth: growthOf(segmentation),
    limitFalls: limitFalls(log, capacityBytes),
    forecast,
    verdict: verdictAtEnd({
      capacityBytes,
      peak,
      end,
      last: segmentation.segments.at(-1),
      said: forecast.last.forecast,
    }),
  };
}

function segmentationOf(log: DeviceLog, totalBytes: number | null, request: AnalyzeRequest): SeriesSegmentation {
  const { penaltySquareBytes, minSize, stage, preset } = request;
  const options = { minSize, stage, preset, ...(penaltySquareBytes === null ? {} : { penaltySquareBytes }) };
  const segmentation = segmentSeries({ atS: log.atS, usedBytes: log.usedBytes, totalBytes }, options);
  if (!segmentation.ok) throw new Failure(`${segmentation.error.message}.`, EXIT.usage);
  return segmentation.value;
}

const momentAt = ({ atS, usedBytes }: DeviceLog, index: number): Moment => ({
  atS: atS[index] ?? 0,
  usedBytes: usedBytes[index] ?? 0,
});

function peakOf(log: DeviceLog): Moment {
  let peak = 0;
  log.usedBytes.forEach((used, index) => {
    if (used > (log.usedBytes[peak] ?? 0)) peak = index;
  });
  return momentAt(log, peak);
}

function growthOf({ segments }: SeriesSegmentation): Growth {
  const growing = segments.filter(({ label }) => label === "growing");
  return {
    segmentCount: growing.length,
    riseBytes: growing.reduce((sum, { evidence }) => sum + evidence.riseBytes, 0),
    durationS: growing.reduce((sum, { evidence }) => sum + evidence.durationS, 0),
  };
}
