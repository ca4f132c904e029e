import { createLineSplitter } from "@vramfleet/core/log-reader/line-splitter";
import type { RecordedLog } from "@vramfleet/core/log-reader/log-reader";
import { createReadStream, statSync } from "node:fs";
import { EXIT, Failure } from "../failure.ts";
import { createAnyReader, type LogFormat } from "./any-reader.ts";
import { createReadProgress } from "./read-progress.ts";
import { createSnapshotReader } from "./snapshot-reader.ts";
import { createTextDecoder } from "./text-decoder.ts";

export interface ReadLog extends RecordedLog {
  format: LogFormat;
}

const PIECE_BYTES = 2 ** 20;

/** Reads a log from a file, or from standard input for `-`. Throws a Failure, with what to do, where it cannot. */
export async function readLog(path: string, columns: readonly string[] | null): Promise<ReadLog> {
  const reader = createAnyReader(columns, createSnapshotReader);
  const lines = createLineSplitter((line, isEnded) => reader.addLine(line, isEnded));
  const decoder = createTextDecoder();
  const progress = createReadProgress(nameOf(path), sizeOf(path));
  try {
    for await (const piece of piecesOf(path)) {
      lines.add(decoder.decode(piece));
      progress.add(piece.length);
    }
  } catch (error) {
    throw new Failure(`${nameOf(path)} cannot be read: ${wordsOf(error)}.`, EXIT.usage);
  } finally {
    progress.end();
  }
  lines.add(decoder.finish());
  lines.finish();
  const log = reader.end();
  if (!log.ok) throw new Failure(`${nameOf(path)}: ${log.error}`, EXIT.usage);
  return { ...log.value, format: reader.format() };
}

/** What a log is called to a person. */
export const nameOf = (path: string): string => (path === "-" ? "standard input" : path);

function piecesOf(path: string): AsyncIterable<Buffer> {
  return path === "-" ? process.stdin : createReadStream(path, { highWaterMark: PIECE_BYTES });
}

/** Null where it is not known before the end. */
function sizeOf(path: string): number | null {
  const stat = path === "-" ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.size : null;
}

function wordsOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
