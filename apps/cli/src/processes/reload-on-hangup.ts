import type { Logger } from "@vramfleet/core/log";
import type { ProcessGiven } from "./arguments.ts";

interface ReloadOptions<Values> {
  given: ProcessGiven;
  /** Values the process started with. */
  values: Values;
  log: Logger;
  /** Gets all values that run from now on. */
  apply: (values: Values) => void;
}

/** On SIGHUP reads the configuration again: an invalid one changes nothing, and both outcomes are said. */
export function reloadOnHangup<Values extends object>(options: ReloadOptions<Values>): void {
  let running = options.values;
  let reading: Promise<void> = Promise.resolve();
  process.on("SIGHUP", () => {
    // Loaded only now: the reader and its parts would take a fifth of an agent's memory.
    reading = reading.then(async () => {
      const { readAgain } = await import("./read-again.ts");
      running = readAgain(running, options);
    });
  });
}
