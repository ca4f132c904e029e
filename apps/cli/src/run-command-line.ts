import { readEnvironment } from "./env.ts";
import { exitCodeOf, failureText } from "./failure.ts";
import { parseCommandLine } from "./program.ts";

/** Runs what the arguments say. Every error ends here: as text on standard error and as an exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const environment = readEnvironment();
  try {
    return await parseCommandLine(argv, environment);
  } catch (error) {
    const debug =
      argv.includes("debug") ||
      argv.includes("--log-level=debug") ||
      environment.vramfleet["VRAMFLEET_LOG_LEVEL"] === "debug";
    process.stderr.write(failureText(error, debug));
    return exitCodeOf(error);
  }
}
