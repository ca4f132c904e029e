import { isConfigKey, keysOf, type ConfigCommand, type ConfigKey } from "@vramfleet/protocol/config-keys";
import { parse, TomlError } from "smol-toml";
import { nearest } from "../text/nearest.ts";
import { checkValue } from "./check-value.ts";
import { lineOfKey } from "./key-line.ts";
import type { ConfigProblem } from "./problem.ts";

interface FileEntry {
  key: ConfigKey;
  value: string | number;
  /** From 1. */
  line: number;
}

export interface ParsedFile {
  path: string;
  entries: FileEntry[];
  problems: ConfigProblem[];
}

/** Reads the text of one command's file; every problem in it is reported, not the first alone. */
export function parseFile(command: ConfigCommand, path: string, text: string): ParsedFile {
  const file: ParsedFile = { path, entries: [], problems: [] };
  const table = parseToml(file, text);
  for (const [name, value] of Object.entries(table)) {
    const line = lineOfKey(text, name);
    const fail = (message: string): void => void file.problems.push({ where: `${path}:${line}`, message });
    if (!isConfigKey(name) || !keysOf(command).includes(name)) {
      fail(unknownKey(command, name));
      continue;
    }
    const checked = checkValue(name, value);
    if (checked.ok) file.entries.push({ key: name, value: checked.value, line });
    else fail(checked.error);
  }
  return file;
}

function parseToml(file: ParsedFile, text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The library's message goes on with an excerpt of the file; its first line is the finding.
    const finding = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "") ?? "";
    file.problems.push({ where: `${file.path}:${error.line}`, message: `not valid TOML: ${finding}.` });
    return {};
  }
}

function unknownKey(command: ConfigCommand, name: string): string {
  const known = keysOf(command);
  if (isConfigKey(name))
    return `${name} does not belong to \`vramfleet ${command}\`, whose keys are ${known.join(", ")}.`;
  const meant = nearest(name, known);
  const hint = meant === null ? ` Keys: ${known.join(", ")}.` : ` Did you mean ${meant}?`;
  return `unknown key ${JSON.stringify(name)}.${hint}`;
}
