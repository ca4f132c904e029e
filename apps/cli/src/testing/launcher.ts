import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inheritedEnvironment } from "../env.ts";

const LAUNCHER = resolve(import.meta.dirname, "../../../../vramfleet");

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** Both streams so far. */
  output(): string;
  stdout(): string;
  /** Waits until the output matches; fails with the output when the command ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ended>;
  /** Signals it and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** A home folder of its own, and the environment of a command that lives in it. */
export function temporaryHome(): { home: string; env: Record<string, string>; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), "vramfleet-cli-"));
  const env = { PATH: inheritedEnvironment()["PATH"] ?? "", HOME: home };
  return { home, env, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Starts the real launcher with exactly this environment. */
export function start(args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(LAUNCHER, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code]: (number | null)[]) => ({ code: code ?? null, stdout, stderr }));
  const output = (): string => stdout + stderr;
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output());
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`it ended without saying ${pattern}:\n${output()}`);
      await wait(20);
    }
  };
  const end = (signal: NodeJS.Signals = "SIGTERM"): Promise<Ended> => {
    child.kill(signal);
    return ended;
  };
  return { child, output, stdout: () => stdout, says, ended, end };
}

/** Runs the real launcher to its end. */
export const run = (args: readonly string[], env: Record<string, string>): Promise<Ended> => start(args, env).ended;
