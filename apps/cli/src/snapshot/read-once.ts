import { takeSnapshot } from "@vramfleet/agent/main";
import type { Logger } from "@vramfleet/core/log";
import type { Snapshot } from "@vramfleet/core/snapshot";
import { type LocalValues, openLocalSources } from "../local-node.ts";
import { createStderrLogger } from "../stderr-logger.ts";

const NVML_WORKER = new URL("../../../agent/src/collect/nvml-worker.ts", import.meta.url);
/** The scale on which the reading counts as current; it is one reading, not a series. */
const INTERVAL_MS = 1_000;
const LONG_MS = 60_000;

interface ReadRequest extends LocalValues {
  nodeId: string;
  debug: boolean;
}

/** One reading of this machine. `end` is to be called when it is printed, and ends the process if the driver hangs. */
export async function readOnce(request: ReadRequest): Promise<{ snapshot: Snapshot; end: () => void }> {
  const log = request.debug ? createStderrLogger({ level: "debug", format: "text" }) : silent;
  const sources = openLocalSources(request, { workerUrl: NVML_WORKER, log });
  const parts = { nodeId: request.nodeId, simulated: false, intervalMs: INTERVAL_MS, sources };
  const snapshot = await keptAlive(takeSnapshot(parts));
  const hangs = sources.gpu.callUnderWay();
  if (!hangs) await keptAlive(sources.gpu.close());
  // An ordinary end would wait for the driver's call.
  return { snapshot, end: () => void (hangs && process.kill(process.pid, "SIGKILL")) };
}

/** The driver's thread lets the process end; here something waits for it. */
async function keptAlive<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => {}, LONG_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

// The reading itself says what the log would say.
const ignore = (): void => {};
const silent: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
