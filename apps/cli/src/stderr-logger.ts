import { type ConfigurableLogger, createLogger } from "@vramfleet/core/logger";
import type { LogFormat } from "@vramfleet/core/log-format";
import type { LogLevel } from "@vramfleet/core/log";
import { readEnvironment } from "./env.ts";

const SWEEP_MS = 5_000;

/** The log of this process, on standard error: standard output is for data. */
export function createStderrLogger(options: { level: LogLevel; format: LogFormat }): ConfigurableLogger {
  const { noColor, dumbTerminal } = readEnvironment();
  // Whoever read the log has gone. There is nowhere left to say so, and the service is worth more than its log.
  process.stderr.on("error", () => {});
  const logger = createLogger({
    ...options,
    colour: process.stderr.isTTY && !noColor && !dumbTerminal,
    write: (line) => void process.stderr.write(line),
    nowMs: Date.now,
  });
  setInterval(() => logger.sweep(), SWEEP_MS).unref();
  process.once("exit", () => logger.flush());
  return logger;
}
