import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readSmallFileOrNull } from "./read-file.ts";

/**
 * Whether a thread of this process waits in the kernel without being interruptible (state D). A signal, SIGKILL
 * included, then takes effect only when the kernel is done.
 */
export function waitsInKernel(proc: string): boolean {
  const tasks = join(proc, "self", "task");
  let threads: string[];
  try {
    threads = readdirSync(tasks);
  } catch {
    // Without /proc nothing is known of it.
    return false;
  }
  return threads.some((thread) => {
    const stat = readSmallFileOrNull(join(tasks, thread, "stat")) ?? "";
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) === "D";
  });
}
