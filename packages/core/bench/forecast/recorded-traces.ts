import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlarm, MIB } from "./replay.ts";
import type { Predictor } from "./predictors.ts";

export interface RecordedTrace {
  name: string;
  totalMib: number;
  samples: { atS: number; usedMib: number }[];
}

/** Boards, for logs that do not name their total: the smallest that holds the largest value. */
const BOARDS_MIB = [8, 11, 12, 16, 24, 32, 40, 48, 80, 96, 141, 192].map((gib) => gib * 1_024);

/** The recorded logs (columns time_s, used_mib, total_mib) of a folder; none where the folder is absent. */
export function readTraces(folder: string): RecordedTrace[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".csv"));
  return files.toSorted().map((file) => parseTrace(file, readFileSync(join(folder, file), "utf8")));
}

function parseTrace(name: string, text: string): RecordedTrace {
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const samples = rows.map(([atS, usedMib]) => ({ atS: Number(atS), usedMib: Number(usedMib) }));
  const most = samples.reduce((max, { usedMib }) => Math.max(max, usedMib), 0);
  const told = rows.reduce((max, [, , totalMib]) => Math.max(max, Number(totalMib ?? 0)), 0);
  return { name, samples, totalMib: told > 0 ? told : (BOARDS_MIB.find((mib) => mib >= most) ?? most) };
}

export interface TraceScore {
  alarms: number;
  hours: number;
  /** Alarms by trace, for those that have any. */
  byTrace: { name: string; alarms: number }[];
}

/** None of the recorded logs ends in out-of-memory: every alarm is a false one. A forecast is asked for at each sample. */
export function scoreTraces(predictor: Predictor, traces: readonly RecordedTrace[]): TraceScore {
  const byTrace = traces.map((trace) => ({ name: trace.name, alarms: alarmsOn(predictor, trace) }));
  return {
    alarms: byTrace.reduce((sum, { alarms }) => sum + alarms, 0),
    hours: traces.reduce((sum, { samples }) => sum + (samples.at(-1)?.atS ?? 0) - (samples[0]?.atS ?? 0), 0) / 3_600,
    byTrace: byTrace.filter(({ alarms }) => alarms > 0),
  };
}

function alarmsOn(predictor: Predictor, trace: RecordedTrace): number {
  const forecaster = predictor.create();
  let alarms = 0;
  let was = false;
  for (const { atS, usedMib } of trace.samples) {
    forecaster.observe({ atMs: atS * 1_000, usedBytes: usedMib * MIB, totalBytes: trace.totalMib * MIB });
    const is = isAlarm(forecaster.forecast());
    if (is && !was) alarms += 1;
    was = is;
  }
  return alarms;
}
