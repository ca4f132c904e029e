import type { ConfigCommand, ConfigKey } from "@vramfleet/protocol/config-keys";
import { err, ok, type Result } from "@vramfleet/core/result";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Environment } from "../env.ts";
import { fileCandidates, type FileCandidate } from "./locate.ts";
import { type ParsedFile, parseFile } from "./parse-file.ts";
import type { ConfigProblem } from "./problem.ts";
import { resolveConfig, type ResolvedConfig } from "./resolve.ts";

/** What the command line was given that bears on configuration. */
export interface ConfigArguments {
  flags: Readonly<Partial<Record<ConfigKey, string>>>;
  /** `--config`, null when not given. */
  file: string | null;
}

/** Reads and resolves one command's configuration. Unreadable and invalid files are problems, never thrown. */
export function loadConfig<C extends ConfigCommand>(
  command: C,
  given: ConfigArguments,
  environment: Environment,
): Result<ResolvedConfig<C>, ConfigProblem[]> {
  const file = readFirst(command, fileCandidates(command, given.file, environment));
  if (!file.ok) return file;
  const machine = { home: environment.home, stateHome: environment.stateHome, cwd: process.cwd() };
  return resolveConfig(command, { flags: given.flags, env: environment.vramfleet, file: file.value, machine });
}

/** The first candidate that exists, parsed; null where none does. */
function readFirst(command: ConfigCommand, candidates: FileCandidate[]): Result<ParsedFile | null, ConfigProblem[]> {
  for (const candidate of candidates) {
    const read = readConfigFile(command, candidate);
    if (!read.ok) return read;
    if (read.value !== null) return read;
  }
  return ok(null);
}

/** Reads one file. Null where it does not exist and nobody asked for it by name. */
export function readConfigFile(
  command: ConfigCommand,
  candidate: FileCandidate,
): Result<ParsedFile | null, ConfigProblem[]> {
  const path = resolve(candidate.path);
  try {
    return ok(parseFile(command, path, readFileSync(path, "utf8")));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error ? error.code : null;
    if ((code === "ENOENT" || code === "ENOTDIR") && candidate.namedBy === null) return ok(null);
    const asked = candidate.namedBy === null ? "" : ` named by ${candidate.namedBy}`;
    return err([{ where: path, message: `the configuration file${asked} cannot be read: ${error.message}.` }]);
  }
}
