import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const LAUNCHER = resolve(import.meta.dirname, "../../../vramfleet");

/** A command of ours or a helper of a test, and what it printed so far. */
export interface Started {
  child: ChildProcess;
  pid: number;
  output(): string;
  /** Ends it by its pid and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function start(command: string, args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  return { child, pid, output: () => output, stop };
}

export const vramfleet = (args: readonly string[], env: Record<string, string> = {}) => start(LAUNCHER, args, env);

/** Asks until the answer is yes; the message of the failure is what `describe` says last. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { limitMs = 90_000, describe = (): string => "" } = {},
): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`waited ${limitMs} ms until ${what}\n${describe()}`);
    await sleep(100);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was free");
  return address.port;
}

/** Processes whose ancestor is `pid`, with their command lines. */
export function descendants(pid: number): { pid: number; command: string }[] {
  const parents = readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const stat = readProc(`/proc/${entry}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return [{ pid: Number(entry), parent }];
  });
  const children = parents.filter((row) => row.parent === pid).map((row) => row.pid);
  return children.flatMap((child) => [
    { pid: child, command: readProc(`/proc/${child}/cmdline`).replaceAll("\0", " ").trim() },
    ...descendants(child),
  ]);
}

/** A process may end between being listed and being read. */
function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}
