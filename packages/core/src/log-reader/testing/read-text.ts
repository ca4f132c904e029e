import type { Result } from "../../result.ts";
import { chooseDevice, type DeviceChoice, type DeviceLog } from "../choose-device.ts";
import { createCsvReader } from "../csv-reader.ts";
import { createLineSplitter } from "../line-splitter.ts";
import type { RecordedLog } from "../log-reader.ts";

/** Reads a whole text as the reader of a file would. */
export function readText(text: string, columns: readonly string[] | null = null): Result<RecordedLog, string> {
  const reader = createCsvReader(columns);
  const lines = createLineSplitter((line, isEnded) => reader.addLine(line, isEnded));
  lines.add(text);
  lines.finish();
  return reader.end();
}

export const NO_CHOICE: DeviceChoice = { wanted: null, isOne: false, intervalS: 1 };

/** One device's readings of a text, or the words of the refusal. */
export function readDevice(text: string, choice: Partial<DeviceChoice> = {}): DeviceLog | string {
  const log = readText(text);
  if (!log.ok) return log.error;
  const device = chooseDevice(log.value.table, { ...NO_CHOICE, ...choice });
  return device.ok ? device.value : device.error;
}

/** In MiB, as a plain list. */
export const mibOf = (log: DeviceLog | string): number[] | string =>
  typeof log === "string" ? log : Array.from(log.usedBytes, (bytes) => bytes / 2 ** 20);
