import { CONFIG_COMMANDS, type ConfigCommand } from "@vramfleet/protocol/config-keys";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileCandidates } from "../config/locate.ts";
import { type ConfigArguments, loadConfig } from "../config/load.ts";
import { configJson, configText } from "../config/print.ts";
import { configFailure } from "../config/require.ts";
import { uniqueProblems, validateFile, validateStart } from "../config/validate.ts";
import type { Environment } from "../env.ts";
import { EXIT } from "../failure.ts";

interface PrintRequest {
  command: ConfigCommand;
  given: ConfigArguments;
  environment: Environment;
  json: boolean;
}

export async function printConfig({ command, given, environment, json }: PrintRequest): Promise<number> {
  const loaded = loadConfig(command, given, environment);
  if (!loaded.ok) throw configFailure(loaded.error);
  process.stdout.write(json ? configJson(loaded.value) : configText(loaded.value));
  return EXIT.ok;
}

export async function printPaths(command: ConfigCommand, environment: Environment): Promise<number> {
  let taken = false;
  for (const { path } of fileCandidates(command, null, environment)) {
    const exists = existsSync(path);
    const state = exists ? (taken ? "exists, not read" : "read") : "does not exist";
    taken ||= exists;
    process.stdout.write(`${resolve(path)}  (${state})\n`);
  }
  return EXIT.ok;
}

interface ValidateRequest {
  file: string | null;
  owner: ConfigCommand | null;
  environment: Environment;
}

export async function validateConfig({ file, owner, environment }: ValidateRequest): Promise<number> {
  const commands = owner === null ? CONFIG_COMMANDS : [owner];
  const validations = file === null ? validateStart(commands, environment) : [validateFile(file, owner)];
  for (const { subject, problems } of validations) {
    if (problems.length === 0) process.stdout.write(`${subject}: valid\n`);
  }
  const problems = uniqueProblems(validations);
  if (problems.length > 0) throw configFailure(problems);
  return EXIT.ok;
}
