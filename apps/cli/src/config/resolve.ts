import { err, ok, type Result } from "@vramfleet/core/result";
import type { ConfigOf } from "@vramfleet/protocol/config";
import { type ConfigCommand, type ConfigKey, envName, flagName, keysOf } from "@vramfleet/protocol/config-keys";
import { checkText } from "./check-value.ts";
import { defaultsOn, type Machine } from "./defaults.ts";
import type { ParsedFile } from "./parse-file.ts";
import { absolutePath } from "./path-value.ts";
import type { ConfigProblem } from "./problem.ts";

export type Origin =
  | { from: "flag"; name: string }
  | { from: "env"; name: string }
  | { from: "file"; path: string; line: number }
  | { from: "default" };

export interface ResolvedConfig<C extends ConfigCommand = ConfigCommand> {
  command: C;
  values: ConfigOf<C>;
  origins: Readonly<Partial<Record<ConfigKey, Origin>>>;
  /** The file that was read, null when there was none. */
  filePath: string | null;
}

export interface ConfigSources {
  /** Text of each flag given, by key. */
  flags: Readonly<Partial<Record<ConfigKey, string>>>;
  /** Variables by name. */
  env: Readonly<Record<string, string>>;
  file: ParsedFile | null;
  machine: Machine;
}

type Values = Record<string, string | number | null>;

interface Finding {
  value: string | number;
  origin: Origin;
}

/** Effective values of one command: flag, else environment, else file, else default. All problems at once, or values. */
export function resolveConfig<C extends ConfigCommand>(
  command: C,
  sources: ConfigSources,
): Result<ResolvedConfig<C>, ConfigProblem[]> {
  const problems: ConfigProblem[] = [...(sources.file?.problems ?? [])];
  const values: Values = {};
  const origins: Partial<Record<ConfigKey, Origin>> = {};
  for (const key of keysOf(command)) {
    const found = find(key, sources, problems);
    if (found === null) continue;
    values[key] = absolutePath(key, found.value, baseOf(found.origin, sources.machine));
    origins[key] = found.origin;
  }
  if (problems.length > 0) return err(problems);
  for (const key of keysOf(command)) origins[key] ??= { from: "default" };
  // Every key of the command is there: checked by its schema above, or its default.
  const complete = withDefaults(command, values, sources.machine) as ConfigOf<C>;
  return ok({ command, values: complete, origins, filePath: sources.file?.path ?? null });
}

function withDefaults(command: ConfigCommand, values: Values, machine: Machine): Values {
  const defaults: Values = { ...defaultsOn(machine, values) };
  return Object.fromEntries(keysOf(command).map((key) => [key, values[key] ?? defaults[key] ?? null]));
}

/** The value that wins; those it hides are checked all the same, since an invalid file must stop a start. */
function find(key: ConfigKey, sources: ConfigSources, problems: ConfigProblem[]): Finding | null {
  const flag = fromText(key, { text: sources.flags[key], origin: { from: "flag", name: flagName(key) } }, problems);
  const env = fromText(key, { text: sources.env[envName(key)], origin: { from: "env", name: envName(key) } }, problems);
  return flag ?? env ?? fromFile(key, sources.file);
}

interface Given {
  text: string | undefined;
  origin: { from: "flag" | "env"; name: string };
}

function fromText(key: ConfigKey, given: Given, problems: ConfigProblem[]): Finding | null {
  if (given.text === undefined || isServiceLink(given)) return null;
  const checked = checkText(key, given.text);
  if (checked.ok) return { value: checked.value, origin: given.origin };
  problems.push({ where: given.origin.name, message: checked.error });
  return null;
}

/** Kubernetes sets VRAMFLEET_PORT=tcp://… in pods beside a Service named vramfleet: that is not meant for us. */
const isServiceLink = (given: Given): boolean =>
  given.origin.name === "VRAMFLEET_PORT" && given.text?.startsWith("tcp://") === true;

function fromFile(key: ConfigKey, file: ParsedFile | null): Finding | null {
  const entry = file?.entries.find((candidate) => candidate.key === key);
  if (file === null || entry === undefined) return null;
  return { value: entry.value, origin: { from: "file", path: file.path, line: entry.line } };
}

/** A relative path in a file is meant from that file's folder; elsewhere from where the command was typed. */
function baseOf(origin: Origin, machine: Machine): { directory: string; home: string } {
  const directory = origin.from === "file" ? origin.path.replace(/\/[^/]*$/, "") : machine.cwd;
  return { directory, home: machine.home };
}
