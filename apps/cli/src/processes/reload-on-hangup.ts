import type { Logger } from "@vramfleet/core/log";
import type { ConfigCommand } from "@vramfleet/protocol/config-keys";
import { loadConfig, type ConfigArguments } from "../config/load.ts";
import { problemLine } from "../config/problem.ts";
import { planReload } from "../config/reload-plan.ts";
import { readEnvironment } from "../env.ts";

export interface ProcessGiven extends ConfigArguments {
  command: ConfigCommand;
}

interface ReloadOptions {
  given: ProcessGiven;
  /** Values the process started with. */
  values: Readonly<Record<string, unknown>>;
  log: Logger;
  /** Gets all values that run from now on. */
  apply: (values: Record<string, unknown>) => void;
}

/** On SIGHUP reads the configuration again: an invalid one changes nothing, and both outcomes are said. */
export function reloadOnHangup({ given, values, log, apply }: ReloadOptions): void {
  let running = values;
  process.on("SIGHUP", () => {
    const loaded = loadConfig(given.command, given, readEnvironment());
    if (!loaded.ok) {
      for (const problem of loaded.error) {
        log.error("the configuration is not valid; the last good one stays in use", { problem: problemLine(problem) });
      }
      return;
    }
    const plan = planReload(running, { ...loaded.value.values });
    running = plan.values;
    apply(plan.values);
    log.info("configuration read again", {
      file: loaded.value.filePath,
      changed: plan.live.join(", ") || "nothing",
      needsRestart: plan.restart.join(", ") || "nothing",
    });
  });
}
