import { CONFIG_COMMANDS } from "@vramfleet/protocol/config-keys";
import { problemLine } from "../config/problem.ts";
import { unknownVariables } from "../config/unknown-variables.ts";
import { uniqueProblems, validateStart } from "../config/validate.ts";
import type { Environment } from "../env.ts";
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
  const unknown = unknownVariables(Object.keys(environment.vramfleet)).map(({ name, meant }) =>
    warning(NAME, `${name} is set, and nothing reads it`, `did you mean ${meant}?`),
  );
  return [...checks, ...unknown];
}
