import type { LogFields, LogLevel } from "./log.ts";

export type LogFormat = "text" | "json";

export interface LogEntry {
  atMs: number;
  level: LogLevel;
  event: string;
  fields: LogFields;
  /** Set on an entry that stands for several withheld ones; the fields are the last one's. */
  repeated: { count: number; windowS: number } | null;
}

const LEVEL_COLOUR: Record<LogLevel, string> = { debug: "90", info: "36", warn: "33", error: "31" };

/** One line for people: time, level, message, key=value. */
export function formatText(entry: LogEntry, colour: boolean): string {
  const paint = (code: string, text: string): string => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);
  const repeats = entry.repeated === null ? "" : ` (${repeatedWords(entry.repeated)})`;
  const fields = Object.entries(entry.fields).map(
    ([key, value]) => ` ${paint("90", `${escapeUnsafe(key)}=`)}${fieldText(value)}`,
  );
  const level = paint(LEVEL_COLOUR[entry.level], entry.level.padEnd(5));
  return `${paint("90", isoTime(entry.atMs))} ${level} ${escapeUnsafe(entry.event)}${repeats}${fields.join("")}\n`;
}

/** One JSON object a line. A field that bears the name of a standard key keeps its value under `field_<name>`. */
export function formatJson(entry: LogEntry): string {
  const line: Record<string, string | number | boolean | null> = {
    time: isoTime(entry.atMs),
    level: entry.level,
    message: entry.event,
  };
  if (entry.repeated !== null) {
    line["repeatedCount"] = entry.repeated.count;
    line["repeatedWindowS"] = entry.repeated.windowS;
  }
  const standard = new Set(Object.keys(line));
  for (const [key, value] of Object.entries(entry.fields)) line[standard.has(key) ? `field_${key}` : key] = value;
  return `${escapeUnsafe(JSON.stringify(line))}\n`;
}

function repeatedWords(repeated: { count: number; windowS: number }): string {
  const times = repeated.count === 1 ? "once" : `${repeated.count} times`;
  return `repeated ${times} in the last ${repeated.windowS} s`;
}

// A clock far outside what a date can hold must not cost the message.
function isoTime(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? "invalid-time" : date.toISOString();
}

const UNSAFE = /[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Control and direction characters as \uXXXX: a line stays one line, and cannot steer the terminal that shows it. */
function escapeUnsafe(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function fieldText(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  return /^[^\s"=]+$/.test(value) ? escapeUnsafe(value) : escapeUnsafe(JSON.stringify(value));
}
