import { CONFIG_COMMANDS, type ConfigCommand } from "@vramfleet/protocol/config-keys";
import { basename } from "node:path";
import type { Environment } from "../env.ts";
import { loadConfig, readConfigFile } from "./load.ts";
import { type ConfigProblem, problemLine } from "./problem.ts";

export interface Validation {
  /** What was found valid or not, for people. */
  subject: string;
  problems: ConfigProblem[];
}

/** Checks one file. Without an owner its name says whose it is, else it is taken for what it fits best. */
export function validateFile(path: string, owner: ConfigCommand | null): Validation {
  return bestOf((owner === null ? ownersOf(path) : [owner]).map((command) => validateFor(path, command)));
}

function validateFor(path: string, command: ConfigCommand): Validation {
  const read = readConfigFile(command, { path, namedBy: "the command line" });
  const problems = read.ok ? (read.value?.problems ?? []) : read.error;
  return { subject: `${path}, for \`vramfleet ${command}\``, problems };
}

function ownersOf(path: string): readonly ConfigCommand[] {
  const named = CONFIG_COMMANDS.filter((command) => basename(path) === `${command}.toml`);
  return named.length > 0 ? named : CONFIG_COMMANDS;
}

/** Checks what a start of each of these commands would read, files and variables. */
export function validateStart(commands: readonly ConfigCommand[], environment: Environment): Validation[] {
  const validations = commands.map((command): Validation => {
    const loaded = loadConfig(command, { flags: {}, file: null }, environment);
    const file = loaded.ok ? (loaded.value.filePath ?? "no file, defaults") : "";
    return { subject: `${command}: ${file}`, problems: loaded.ok ? [] : loaded.error };
  });
  // One file named for all commands can be valid for one of them only.
  return environment.vramfleet["VRAMFLEET_CONFIG"] === undefined ? validations : [bestOf(validations)];
}

function bestOf(validations: readonly Validation[]): Validation {
  return validations.reduce((best, next) => (next.problems.length < best.problems.length ? next : best));
}

/** Every problem once: commands share variables. */
export function uniqueProblems(validations: readonly Validation[]): ConfigProblem[] {
  const problems = validations.flatMap((validation) => validation.problems);
  return [...new Map(problems.map((problem) => [problemLine(problem), problem])).values()];
}
