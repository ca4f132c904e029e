import { chooseDevice, type DeviceLog } from "@vramfleet/core/log-reader/choose-device";
import { writeFileSync } from "node:fs";
import { accountText } from "../analyze/account.ts";
import { analysisJson } from "../analyze/analysis-json.ts";
import { analyze } from "../analyze/analysis.ts";
import { penaltyPathText } from "../analyze/penalty-path.ts";
import { createPaint } from "../analyze/paint.ts";
import { nameOf, readLog, type ReadLog } from "../analyze/read-log.ts";
import { replayLength, replayText } from "../analyze/replay.ts";
import type { AnalyzeRequest } from "../analyze/request.ts";
import { chartSvg } from "../analyze/svg/chart.ts";
import { writeOut } from "../analyze/write-out.ts";
import type { Environment } from "../env.ts";
import { EXIT, Failure } from "../failure.ts";

/** `vramfleet analyze FILE`. Throws a Failure, exit code 2, for a log that cannot be used. */
export async function runAnalyze(request: AnalyzeRequest, environment: Environment): Promise<number> {
  const read = await readLog(request.file, request.columns);
  const log = deviceOf(read, request);
  if (request.output.kind === "replay") {
    await printReplay(log, request, request.output.stepS);
    return EXIT.ok;
  }
  if (request.output.kind === "path") {
    await writeOut(penaltyPathText(log, request));
    return EXIT.ok;
  }
  const analysis = analyze(log, request);
  const told = { analysis, read, request };
  if (request.svgPath !== null) writeChart(request.svgPath, chartSvg(told));
  if (request.output.kind === "json")
    await writeOut([`${JSON.stringify(analysisJson(analysis, read, request), null, 2)}\n`]);
  else await writeOut([accountText(told, createPaint(isColoured(environment)))]);
  return EXIT.ok;
}

const MOST_LINES = 10_000_000;

async function printReplay(log: DeviceLog, request: AnalyzeRequest, stepS: number): Promise<void> {
  const lineCount = replayLength(log.atS, stepS);
  if (lineCount > MOST_LINES)
    throw new Failure(`--step ${stepS} s makes ${lineCount} lines of this log: take a longer one.`, EXIT.usage);
  await writeOut(replayText({ ...log, totalBytes: request.capacityBytes ?? log.totalBytes }, stepS));
}

const isColoured = ({ noColor, dumbTerminal }: Environment): boolean =>
  process.stdout.isTTY && !noColor && !dumbTerminal;

const DEFAULT_INTERVAL_S = 1;

function deviceOf(read: ReadLog, request: AnalyzeRequest): DeviceLog {
  const intervalS = request.intervalS ?? DEFAULT_INTERVAL_S;
  const chosen = chooseDevice(read.table, { wanted: request.gpu, isOne: request.isOneGpu, intervalS });
  if (!chosen.ok) throw new Failure(`${nameOf(request.file)}: ${chosen.error}`, EXIT.usage);
  return {
    ...chosen.value,
    notes: [...read.notes, ...chosen.value.notes, ...assumptions(read, chosen.value, request)],
  };
}

function assumptions({ table }: ReadLog, { totalBytes }: DeviceLog, request: AnalyzeRequest): string[] {
  const notes: string[] = [];
  if (table.timeKind === null && request.intervalS === null)
    notes.push("The log has no times: 1 s between readings was assumed. Say --interval <seconds> if it was not.");
  if (table.timeKind !== null && request.intervalS !== null)
    notes.push("The log has times of its own: --interval was not used.");
  if (request.capacityBytes !== null && totalBytes !== null && request.capacityBytes !== totalBytes)
    notes.push(`The log gives a total of ${totalBytes / 2 ** 20} MiB; --capacity was used instead.`);
  return notes;
}

function writeChart(path: string, svg: string): void {
  try {
    writeFileSync(path, svg);
  } catch (error) {
    throw new Failure(`the chart cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
