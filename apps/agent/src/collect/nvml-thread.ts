import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Logger } from "@vramfleet/core/log";
import { err, ok, type Result } from "@vramfleet/core/result";
import { sanitizeText } from "@vramfleet/core/sanitize";
import type { GpuReading } from "./gpu-source.ts";
import type { FromNvmlWorker, NvmlWorkerData, ToNvmlWorker } from "./nvml-worker-messages.ts";
import { retryMs } from "./rhythm.ts";

/** A reading, or why there is no thread to ask. */
export type ThreadAnswer = Result<GpuReading, string>;

export interface NvmlThread {
  /** Not called again before it has answered, which takes as long as the driver does. */
  read(atMs: number): Promise<ThreadAnswer>;
  /** Ends the thread; without waiting where it is in a call. */
  close(): Promise<void>;
}

export interface NvmlThreadParts {
  workerUrl: URL;
  data: NvmlWorkerData;
  log: Logger;
}

/** Its heap holds one node's readings; without bounds V8 keeps tens of MiB of garbage. */
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };
const CLOSE_WAIT_MS = 500;
const MAX_MESSAGE = 1_024;

/** The thread that calls NVML: started at the first reading, and again, after a pause, when it crashed. */
export function createNvmlThread(parts: NvmlThreadParts): NvmlThread {
  let worker: Worker | null = null;
  let settle: ((answer: ThreadAnswer) => void) | null = null;
  let crash: { message: string; count: number; retryAtMs: number } | null = null;
  let closed = false;

  const answered = (reading: GpuReading): void => {
    crash = null;
    settle?.(ok(reading));
  };
  const ended = (reason: string): void => {
    worker = null;
    if (closed) return;
    const count = (crash?.count ?? 0) + 1;
    const pauseMs = retryMs(count);
    parts.log.error("the thread that reads NVML ended; it is started again", { reason, pauseMs });
    const message = sanitizeText(`the thread that reads NVML ended (${reason}); it is started again`, MAX_MESSAGE);
    crash = { message, count, retryAtMs: performance.now() + pauseMs };
    settle?.(err(message));
  };

  return {
    read(atMs) {
      if (worker === null && crash !== null && performance.now() < crash.retryAtMs) {
        return Promise.resolve(err(crash.message));
      }
      const thread = (worker ??= startThread(parts, answered, ended));
      return new Promise((resolve) => {
        settle = resolve;
        thread.postMessage({ kind: "read", atMs } satisfies ToNvmlWorker);
      });
    },
    async close() {
      closed = true;
      if (worker === null) return;
      const exited = once(worker, "exit");
      worker.postMessage({ kind: "close" } satisfies ToNvmlWorker);
      worker.unref();
      await Promise.race([exited, sleep(CLOSE_WAIT_MS, undefined, { ref: false })]);
    },
  };
}

function startThread(
  { workerUrl, data }: NvmlThreadParts,
  answered: (reading: GpuReading) => void,
  ended: (reason: string) => void,
): Worker {
  const worker = new Worker(workerUrl, { workerData: data, resourceLimits: LIMITS, name: "nvml" });
  let reason = "it ended by itself";
  // nvml-worker sends nothing else.
  worker.on("message", ({ reading }: FromNvmlWorker) => answered(reading));
  worker.on("error", (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  worker.on("exit", () => ended(reason));
  return worker;
}
