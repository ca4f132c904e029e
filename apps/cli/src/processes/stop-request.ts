import { closeSync, openSync } from "node:fs";
import { isatty } from "node:tty";

/**
 * Resolves with why this process shall stop. Under `up` (supervised) only `up` decides: it gets the terminal's signals
 * itself, and its end is ours. A second request does not wait for an orderly end.
 */
export function stopRequest(supervised: boolean): Promise<string> {
  const hadTerminal = isatty(0) || isatty(2);
  return new Promise((resolve) => {
    let requested = false;
    const request = (reason: string): void => {
      if (requested) process.kill(process.pid, "SIGKILL");
      requested = true;
      resolve(reason);
    };
    process.on("SIGTERM", () => request("SIGTERM"));
    if (supervised) {
      process.on("SIGINT", () => {});
      process.on("SIGHUP", () => {});
      process.on("disconnect", () => request("vramfleet up has ended"));
      return;
    }
    process.on("SIGINT", () => request("SIGINT"));
    // SIGHUP means "read the configuration again", unless it is the terminal that went away.
    process.on("SIGHUP", () => {
      if (hadTerminal && !terminalIsThere()) request("the terminal was closed");
    });
  });
}

function terminalIsThere(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}
