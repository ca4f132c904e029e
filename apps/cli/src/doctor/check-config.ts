import { CONFIG_COMMANDS, type ConfigKey, CONFIG_KEYS, envName, isConfigKey } from "@vramfleet/protocol/config-keys";
import { problemLine } from "../config/problem.ts";
import { uniqueProblems, validateStart } from "../config/validate.ts";
import type { Environment } from "../env.ts";
import { nearest } from "../text/nearest.ts";
import { type Check, failure, passed, warning } from "./check.ts";

const NAME = "configuration";

/** Files and variables of every command. */
export function checkConfig(environment: Environment): Check[] {
  const validations = validateStart(CONFIG_COMMANDS, environment);
  const problems = uniqueProblems(validations).map(problemLine);
  const subjects = validations
    .map(({ subject }) => subject)
    .filter((subject) => !subject.endsWith("no file, defaults"));
  const found = subjects.length === 0 ? "no file, defaults are used" : `valid: ${subjects.join("; ")}`;
  const checks =
    problems.length === 0
      ? [passed(NAME, found)]
      : problems.map((line) => failure(NAME, line, "mend it; docs/config.md has every key"));
  return [...checks, ...unknownVariables(Object.keys(environment.vramfleet))];
}

const OTHER_VARIABLES = ["VRAMFLEET_CONFIG"];

/** Kubernetes makes variables like VRAMFLEET_SERVICE_HOST by itself, so only what looks like a slip is told. */
function unknownVariables(names: readonly string[]): Check[] {
  const keys: ConfigKey[] = Object.keys(CONFIG_KEYS).filter(isConfigKey);
  const known = [...keys.map(envName), ...OTHER_VARIABLES];
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name, known);
      return meant === null ? [] : [warning(NAME, `${name} is set, and nothing reads it`, `did you mean ${meant}?`)];
    });
}
