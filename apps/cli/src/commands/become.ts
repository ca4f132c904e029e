import { inheritedEnvironment } from "../env.ts";

/**
 * Puts a bundled program in this process's place: same pid, same terminal, signals arrive directly, and none of what this
 * process had loaded stays in memory. Does not return.
 */
export function becomeProgram(argv: readonly string[]): never {
  if (process.execve === undefined) throw new Error("this Node.js has no process.execve; vramfleet needs Node.js 24");
  // Node marks execve as experimental and would say so on every start.
  process.removeAllListeners("warning");
  return process.execve(process.execPath, [process.execPath, ...argv], inheritedEnvironment());
}
