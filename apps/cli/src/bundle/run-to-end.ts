import { spawn } from "node:child_process";
import { Failure } from "../failure.ts";

const TAIL_LINES = 30;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Program {
  argv: readonly [string, ...string[]];
  cwd: string;
  env: Record<string, string>;
}

/** Runs a program to its end and takes it along when this process is ended. A Failure shows the end of its output. */
export async function runToEnd(what: string, { argv: [file, ...args], cwd, env }: Program): Promise<void> {
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => void output.push(chunk));
  const endWithChild = (signal: NodeJS.Signals): void => {
    child.kill(signal);
    process.exit(130);
  };
  SIGNALS.forEach((signal) => process.on(signal, endWithChild));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code === 0) return;
    const tail = Buffer.concat(output).toString("utf8").trimEnd().split("\n").slice(-TAIL_LINES);
    throw new Failure(`${what} failed (${file} ${args.join(" ")} in ${cwd}). Its output ends:\n${tail.join("\n")}`);
  } finally {
    SIGNALS.forEach((signal) => process.off(signal, endWithChild));
  }
}
