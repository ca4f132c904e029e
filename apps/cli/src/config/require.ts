import type { ConfigCommand } from "@vramfleet/protocol/config-keys";
import type { Invocation } from "../invocation.ts";
import { EXIT, Failure } from "../failure.ts";
import { loadConfig } from "./load.ts";
import { type ConfigProblem, problemLine } from "./problem.ts";
import type { ResolvedConfig } from "./resolve.ts";
import { unknownVariables } from "./unknown-variables.ts";

/** The configuration a command starts with; an invalid one ends the command. */
export function requireConfig<C extends ConfigCommand>(command: C, invocation: Invocation): ResolvedConfig<C> {
  const loaded = loadConfig(command, invocation.given, invocation.environment);
  if (!loaded.ok) throw configFailure(loaded.error);
  for (const { name, meant } of unknownVariables(Object.keys(invocation.environment.vramfleet))) {
    process.stderr.write(`vramfleet: ${name} is set, and nothing reads it. Did you mean ${meant}?\n`);
  }
  return loaded.value;
}

export function configFailure(problems: readonly ConfigProblem[]): Failure {
  const [first] = problems;
  if (problems.length === 1 && first !== undefined) return new Failure(problemLine(first), EXIT.usage);
  const lines = problems.map((problem) => `  ${problemLine(problem)}`);
  return new Failure(`the configuration is not valid:\n${lines.join("\n")}`, EXIT.usage);
}
