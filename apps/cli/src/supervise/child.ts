import { type ChildProcess, spawn } from "node:child_process";
import type { Logger } from "@vramfleet/core/log";
import { EXIT } from "../failure.ts";
import type { FromChild, LiveValues, ToChild } from "../processes/arguments.ts";
import { createRestartPolicy } from "./restart-policy.ts";

const STOP_LIMIT_MS = 10_000;

interface ChildOptions {
  name: string;
  /** Program arguments for the next start; they may change from one start to the next. */
  argv: () => string[];
  env: Record<string, string>;
  log: Logger;
  onMessage: (message: FromChild) => void;
  /** The child ended in a way that another start would only repeat. */
  onGiveUp: (exitCode: number) => void;
  /** How long it may take to stop before it is killed. */
  stopLimitMs?: number;
}

export interface SupervisedChild {
  /** Passes on what can change while it runs; kept for later starts by the caller's `argv`. */
  send(values: LiveValues): void;
  /** Ends the child and waits for it. */
  stop(): Promise<void>;
}

/** Keeps one child running until told to stop. The IPC channel is its leash: when this process ends, it ends. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  const { name, log } = options;
  const policy = createRestartPolicy();
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;

  const start = (): void => {
    const startedAtMs = performance.now();
    const started = spawn(process.execPath, options.argv(), {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: options.env,
    });
    child = started;
    // A program of the same build, which sends nothing else.
    started.on("message", (message: FromChild) => options.onMessage(message));
    started.once("error", (error) => log.error(`the ${name} could not be started`, { reason: error.message }));
    started.once("close", (exitCode, signal) => {
      child = null;
      if (stopping) return;
      if (exitCode === EXIT.usage) return options.onGiveUp(exitCode);
      const delayMs = policy.delayMs(performance.now() - startedAtMs);
      log.error(`the ${name} ended by itself; it is started again`, { exitCode, signal, delayMs });
      timer = setTimeout(start, delayMs);
    });
  };
  start();

  return {
    send(values) {
      if (child?.connected === true) child.send({ kind: "settings", values } satisfies ToChild);
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child === null) return;
      const killed = await endChild(child, options.stopLimitMs ?? STOP_LIMIT_MS);
      if (killed) log.error(`the ${name} did not stop in time and was killed`);
    },
  };
}

/** Asks, waits, kills. Resolves with whether it had to be killed. */
async function endChild(child: ChildProcess, limitMs: number): Promise<boolean> {
  const ended = new Promise((resolve) => child.once("close", resolve));
  let killed = false;
  const timer = setTimeout(() => {
    killed = child.kill("SIGKILL");
  }, limitMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
  return killed;
}
