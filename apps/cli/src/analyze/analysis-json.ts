import type { ForecastRange } from "@vramfleet/core/forecast/forecast";
import type { SeriesSegmentation } from "@vramfleet/core/segmentation/segment-series";
import type { Analysis } from "./analysis.ts";
import type { AnalysisJson } from "./analysis-schema.ts";
import type { SaidForecast, SaidRange } from "./forecast-history.ts";
import { startedAtText } from "./log-clock.ts";
import { nameOf, type ReadLog } from "./read-log.ts";
import type { AnalyzeRequest } from "./request.ts";

const SQUARE_MIB = 2 ** 40;

/** The analysis as docs/analyze.schema.json says. */
export function analysisJson(analysis: Analysis, read: ReadLog, request: AnalyzeRequest): AnalysisJson {
  const { log, segmentation, capacityBytes, peak, end, growth, limitFalls, verdict } = analysis;
  return {
    file: nameOf(request.file),
    format: read.format,
    gpu: { index: log.gpuIndex, identity: log.identity === "" ? null : log.identity },
    startedAt: log.startedAtS === null ? null : startedAtText(log.startedAtS),
    sampleCount: log.atS.length,
    badRows: read.bad,
    notes: log.notes,
    capacityBytes,
    stage: request.stage,
    minSize: request.minSize,
    penalty: segmentation.penaltySquareBytes / SQUARE_MIB,
    cost: segmentation.costSquareBytes / SQUARE_MIB,
    changePoints: segmentation.changePoints,
    segments: segmentsJson(segmentation),
    gaps: gapsOf(segmentation, log.atS),
    peak: { ...peak, ratio: capacityBytes === null ? null : peak.usedBytes / capacityBytes },
    end,
    growth,
    limitFalls,
    forecast: forecastJson(analysis),
    verdict,
  };
}

function segmentsJson({ segments }: SeriesSegmentation): AnalysisJson["segments"] {
  return segments.map(({ evidence, ...segment }) => ({
    ...segment,
    riseBytes: evidence.riseBytes,
    rule: evidence.rule,
  }));
}

/** Interruptions, from the last sample before to the first one after. */
export function gapsOf({ stretches }: SeriesSegmentation, atS: Float64Array): { startS: number; endS: number }[] {
  return stretches.slice(1).map(({ start }) => ({ startS: atS[start - 1] ?? 0, endS: atS[start] ?? 0 }));
}

function forecastJson({ forecast }: Analysis): AnalysisJson["forecast"] {
  const { everySamples, alarms, last, lastRange } = forecast;
  return {
    everySamples,
    alarms: alarms.map(({ first, endS, reachedAtS }) => ({ first: rangeJson(first), endS, reachedAtS })),
    last: saidJson(last),
    lastRange: lastRange === null ? null : rangeJson(lastRange),
  };
}

function saidJson({ atS, forecast }: SaidForecast): AnalysisJson["forecast"]["last"] {
  if (forecast.kind === "none") return { atS, forecast: null, reason: forecast.reason };
  return { atS, forecast: withoutKind(forecast), reason: null };
}

const rangeJson = ({ atS, forecast }: SaidRange) => ({ atS, forecast: withoutKind(forecast), reason: null });

function withoutKind({ lowS, midS, highS, within600sRatio, within3600sRatio, aimBytes }: ForecastRange) {
  return { lowS, midS, highS, within600sRatio, within3600sRatio, aimBytes };
}
