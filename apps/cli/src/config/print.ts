import { keysOf } from "@vramfleet/protocol/config-keys";
import type { Origin, ResolvedConfig } from "./resolve.ts";

/** Effective values as TOML that could be used as the command's file, each with where it comes from. */
export function configText(config: ResolvedConfig): string {
  const rows = rowsOf(config).map(({ key, value, origin }) => ({
    // A key without a value has no place in TOML but as a comment.
    left: value === null ? `# ${key} is not set` : `${key} = ${JSON.stringify(value)}`,
    from: originWords(origin),
  }));
  const width = Math.max(...rows.map((row) => row.left.length));
  const lines = rows.map((row) => `${row.left.padEnd(width)}  # ${row.from}\n`);
  return `# vramfleet ${config.command}; file: ${config.filePath ?? "none"}\n${lines.join("")}`;
}

export function configJson(config: ResolvedConfig): string {
  const values = Object.fromEntries(rowsOf(config).map(({ key, value, origin }) => [key, { value, ...origin }]));
  return `${JSON.stringify({ command: config.command, file: config.filePath, values }, null, 2)}\n`;
}

function rowsOf(config: ResolvedConfig): { key: string; value: string | number | null; origin: Origin }[] {
  const values: Readonly<Record<string, string | number | null>> = config.values;
  return keysOf(config.command).map((key) => ({
    key,
    value: values[key] ?? null,
    origin: config.origins[key] ?? { from: "default" },
  }));
}

function originWords(origin: Origin): string {
  switch (origin.from) {
    case "flag":
      return `flag ${origin.name}`;
    case "env":
      return `env ${origin.name}`;
    case "file":
      return `file ${origin.path}:${origin.line}`;
    case "default":
      return "default";
  }
}
