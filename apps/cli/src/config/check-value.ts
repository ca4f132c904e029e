import { configSchemas } from "@vramfleet/protocol/config";
import { type ConfigKey, rangeWords, specOf } from "@vramfleet/protocol/config-keys";
import { err, ok, type Result } from "@vramfleet/core/result";
import { shown } from "./problem.ts";

/** Checks a value of the right form; the error says what was expected. */
export function checkValue(key: ConfigKey, value: unknown): Result<string | number, string> {
  const parsed = configSchemas[key].safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return err(`${key} must be ${rangeWords(key)}, not ${shown(value)}.${typeHint(key, value)}`);
}

/** Checks a value given as text, as flags and the environment do. */
export function checkText(key: ConfigKey, text: string): Result<string | number, string> {
  const isNumber = specOf(key).kind.type === "integer" && /^[+-]?\d+$/.test(text.trim());
  return checkValue(key, isNumber ? Number(text) : text);
}

function typeHint(key: ConfigKey, value: unknown): string {
  const wantsNumber = specOf(key).kind.type === "integer";
  return wantsNumber && typeof value === "string" && /^\d+$/.test(value) ? " Write it without quotes." : "";
}
