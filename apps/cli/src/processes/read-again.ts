import type { Logger } from "@vramfleet/core/log";
import { loadConfig } from "../config/load.ts";
import { problemLine } from "../config/problem.ts";
import { planReload } from "../config/reload-plan.ts";
import { readEnvironment } from "../env.ts";
import type { ProcessGiven } from "./arguments.ts";

interface Reader<Values> {
  given: ProcessGiven;
  log: Logger;
  apply: (values: Values) => void;
}

/** Reads the configuration, applies what can be applied, and answers the values that run from now on. */
export function readAgain<Values extends object>(running: Values, { given, log, apply }: Reader<Values>): Values {
  const loaded = loadConfig(given.command, given, readEnvironment());
  if (!loaded.ok) {
    for (const problem of loaded.error) {
      log.error("the configuration is not valid; the last good one stays in use", { problem: problemLine(problem) });
    }
    return running;
  }
  const plan = planReload(running, loaded.value.values);
  apply(plan.values);
  log.info("configuration read again", {
    file: loaded.value.filePath,
    changed: plan.live.join(", ") || "nothing",
    needsRestart: plan.restart.join(", ") || "nothing",
  });
  return plan.values;
}
