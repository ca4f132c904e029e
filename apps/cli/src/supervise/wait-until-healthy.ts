import { setTimeout as wait } from "node:timers/promises";
import { probeHub } from "../probe-hub.ts";

const RETRY_MS = 100;

/** Waits until the hub on this port says that it is well. Rejects only when aborted. */
export async function waitUntilHealthy(port: number, signal: AbortSignal): Promise<void> {
  while ((await probeHub(port))?.isOk !== true) await wait(RETRY_MS, undefined, { signal });
}
